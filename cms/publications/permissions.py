"""Who may have volumes compiled, and who may compose them."""

COMPILE = "publications.compile_volume"


def may_compile(user) -> bool:
    """Editors with the permission, and administrators."""
    return user.is_active and user.has_perm(COMPILE)
