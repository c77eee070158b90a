"""Numbers rounded for print, and shortened for the eye."""

from decimal import ROUND_HALF_UP, Decimal


def half_up(value: float, decimals: int = 2) -> str:
    """Round a number for print, ties away from zero, as printed tables usually
    have it.

    The value is taken at 12 significant digits first, so that a tie such as 79.835 is
    one on every machine.

    Parameters
    ----------
    value : float
    decimals : int

    Returns
    -------
    str

    Examples
    --------
    >>> half_up(79.835), half_up(0.155), half_up(3.0)
    ('79.84', '0.16', '3.00')
    """
    return str(
        Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    )


def short(text: str, decimals: int = 4) -> str:
    """Shorten a number for the eye; other text stays as it is.

    Parameters
    ----------
    text : str
    decimals : int
        Decimals that are left at most.

    Returns
    -------
    str

    Examples
    --------
    >>> short("69.4739999999"), short("4417500"), short("holds")
    ('69.474', '4417500', 'holds')
    """
    try:
        return f"{round(float(text), decimals):.12g}"
    except ValueError:
        return text
