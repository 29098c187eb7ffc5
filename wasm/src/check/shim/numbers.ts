// Floats as CPython writes them, as Python for MicroPython, which rounds those that it writes.
export const numbers = `
import math as _m

_str0, _repr0, _print0, _map0, _pow0, _iter0, _sum0 = str, repr, print, map, pow, iter, sum
_word = 4503599627370496
_named = {}


def _quotient(top, low):
    q, r = divmod(top, low)
    return q + 1 if 2 * r > low or 2 * r == low and q & 1 else q


def _exact(x):
    part, power = _m.frexp(x)
    top, power = int(part * (2 * _word)), power - 53
    return (top << power, 1) if power >= 0 else (top, 1 << -power)


def _fixed(x, digits):
    top, low = _exact(x)
    text = _str0(_quotient(top * 10 ** digits, low))
    if digits == 0:
        return text
    text = "0" * (digits + 1 - len(text)) + text
    return text[:-digits] + "." + text[-digits:]


def _scientific(x, digits):
    if x == 0:
        return "0" * (digits + 1), 0
    top, low = _exact(x)
    power = int(_m.floor(_m.log10(x)))
    if top * 10 ** max(0, -power) < low * 10 ** max(0, power):
        power -= 1
    elif top * 10 ** max(0, -power - 1) >= low * 10 ** max(0, power + 1):
        power += 1
    while True:
        shift = digits - power
        text = _str0(_quotient(top * 10 ** shift, low) if shift >= 0 else _quotient(top, low * 10 ** -shift))
        if len(text) == digits + 1:
            return text, power
        power += 1


def _exponent(digits, power, mark):
    text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return text + mark + ("-" if power < 0 else "+") + ("0" if abs(power) < 10 else "") + _str0(abs(power))


def _plain(digits, power):
    if power < 0:
        return "0." + "0" * (-power - 1) + digits
    if power >= len(digits) - 1:
        return digits + "0" * (power - len(digits) + 1)
    return digits[:power + 1] + "." + digits[power + 1:]


def _float_text(x):
    text, size = _repr0(x), abs(x)
    tiny = 0 < size < 1e-300
    if len(text) <= 16 and not tiny or x != x:
        return text
    for digits in range(0 if tiny else 14, 17):
        found, power = _scientific(size, digits)
        if float(found[0] + "." + found[1:] + "e" + _str0(power)) == size:
            break
    found = found.rstrip("0")
    sign = "-" if x < 0 else ""
    if -4 <= power < 16:
        return sign + _plain(found, power) + (".0" if power >= len(found) - 1 else "")
    return sign + _exponent(found, power, "e")


def _complex_text(z):
    parts = [_str0(int(v)) if v == v and abs(v) < 1e16 and v == int(v) and _repr0(v)[0] != "-" else _float_text(v) for v in (z.real, z.imag)]
    parts = [p[:-2] if p.endswith(".0") else p for p in parts]
    if parts[0] == "0":
        return parts[1] + "j"
    return "(" + parts[0] + ("" if parts[1][0] == "-" else "+") + parts[1] + "j)"
`;
