"""Who arranges issues and has them compiled."""

COMPILE = "newspaper.compile_issue"


def may_compile(user) -> bool:
    """Editors with the permission, and administrators."""
    return user.is_active and user.has_perm(COMPILE)
