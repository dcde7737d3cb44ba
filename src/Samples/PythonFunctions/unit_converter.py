"""Converts a value between two units of one dimension: a plain Lambda function that knows nothing of MCP."""

# How many of the dimension's base unit (metre, kilogram) one unit is.
LENGTH = {"mm": 0.001, "cm": 0.01, "m": 1.0, "km": 1000.0, "in": 0.0254, "ft": 0.3048, "yd": 0.9144, "mi": 1609.344}
MASS = {"g": 0.001, "kg": 1.0, "t": 1000.0, "oz": 0.028349523125, "lb": 0.45359237}

# To and from degrees Celsius.
TEMPERATURE = {
    "C": (lambda t: t, lambda c: c),
    "F": (lambda t: (t - 32) * 5 / 9, lambda c: c * 9 / 5 + 32),
    "K": (lambda t: t - 273.15, lambda c: c + 273.15),
}


def handler(event, context):
    value, source, target = _read(event)
    return {"value": _convert(value, source, target), "unit": target}


def _read(event):
    if not isinstance(event, dict):
        raise ValueError('Send an object such as {"value": 10, "from": "km", "to": "mi"}.')
    value = event.get("value")
    # A bool is an int in Python; and of the numbers, NaN and the infinities have no place in JSON.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) > 1e300 or value != value:
        raise ValueError('"value" must be a number.')
    return value, _unit(event, "from"), _unit(event, "to")


def _unit(event, name):
    unit = event.get(name)
    if not isinstance(unit, str) or not any(unit in units for units in (LENGTH, MASS, TEMPERATURE)):
        known = ", ".join([*LENGTH, *MASS, *TEMPERATURE])
        raise ValueError(f'"{name}" must be one of: {known}.')
    return unit


def _convert(value, source, target):
    for factors in (LENGTH, MASS):
        if source in factors and target in factors:
            return _rounded(value * factors[source] / factors[target])
    if source in TEMPERATURE and target in TEMPERATURE:
        return _rounded(TEMPERATURE[target][1](TEMPERATURE[source][0](value)))
    raise ValueError(f"{source} and {target} measure different things.")


def _rounded(value):
    # Twelve digits hide the noise of binary fractions and lose nothing that was measured.
    return float(f"{value:.12g}")
