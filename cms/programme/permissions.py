"""Who may compose a programme, and who may release it."""

CHANGE = "programme.change_programme"
RELEASE = "programme.release_programme"


def may_change(user) -> bool:
    """Editors of the programme, and administrators."""
    return user.is_active and user.has_perm(CHANGE)


def may_release(user) -> bool:
    """Those who answer for what the public reads."""
    return user.is_active and user.has_perm(RELEASE)
