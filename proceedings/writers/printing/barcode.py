"""EAN-13 as bars: the symbol of an ISBN (ISO/IEC 15420; GS1 General Specifications)."""

from itertools import groupby

from stdnum import ean, isbn

# Seven modules a digit: odd parity; even is its mirror image inverted, and the
# right half is odd inverted.
_ODD = (
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
)
# Which digits of the left half have even parity, by the first digit.
_PARITY = (
    "000000",
    "001011",
    "001101",
    "001110",
    "010011",
    "011001",
    "011100",
    "010101",
    "010110",
    "011010",
)
GUARD, CENTRE = "101", "01010"
# Millimetres at 100 %: a module, the height of the bars, and the quiet zones.
MODULE_MM = 0.33
HEIGHT_MM = 22.85
GUARD_MM = 5 * MODULE_MM
QUIET = (11, 7)


def digits_of(number: str) -> str:
    """Return the thirteen digits of an ISBN.

    Raises:
        ValueError: for a number whose check digit is wrong.
    """
    compact: str = isbn.compact(number, convert=True)
    if not isbn.is_valid(number) or not ean.is_valid(compact):
        message = f"{number} is no ISBN."
        raise ValueError(message)
    return compact


def modules(digits: str) -> str:
    """Return the 95 modules of thirteen digits; 1 is a bar."""
    parity = _PARITY[int(digits[0])]
    left = "".join(
        _even(int(digit)) if even == "1" else _ODD[int(digit)]
        for digit, even in zip(digits[1:7], parity, strict=True)
    )
    right = "".join(_inverted(_ODD[int(digit)]) for digit in digits[7:])
    return GUARD + left + CENTRE + right + GUARD


def svg(digits: str) -> bytes:
    """Return the bars as a drawing in millimetres; guards reach further down."""
    drawn, place = [], QUIET[0]
    longer = {*range(3), *range(45, 50), *range(92, 95)}
    for bar, run in groupby(modules(digits)):
        count = len(list(run))
        if bar == "1":
            high = HEIGHT_MM + GUARD_MM * (place - QUIET[0] in longer)
            drawn.append(
                f"M{place * MODULE_MM:.3f} 0h{count * MODULE_MM:.3f}"
                f"v{high:.3f}h-{count * MODULE_MM:.3f}z"
            )
        place += count
    width = (sum(QUIET) + 95) * MODULE_MM
    height = HEIGHT_MM + GUARD_MM
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.3f}mm" '
        f'height="{height:.3f}mm" viewBox="0 0 {width:.3f} {height:.3f}">'
        f'<path fill="#000000" d="{"".join(drawn)}"/></svg>'
    ).encode()


def _even(digit: int) -> str:
    return _inverted(_ODD[digit])[::-1]


def _inverted(bits: str) -> str:
    return bits.translate(str.maketrans("01", "10"))
