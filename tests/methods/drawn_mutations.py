"""Documents made odd by a few small changes: what a hurried script, another language or a broken export might send."""

from copy import deepcopy

from hypothesis import strategies as st

from iecscore.methods import METHODS, read_page

ODD = (
    None,
    0,
    -1,
    1,
    2,
    0.5,
    1e12,
    -1e12,
    1e-9,
    10**400,
    1e-320,
    float("nan"),
    float("inf"),
    True,
    "x",
    "",
    [],
    {},
    [[]],
    [None],
    [[1, 2]],
    [1, 2, 3],
)


def list_places(document, steps=()):
    """Every place of a document but the whole."""
    entries = document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    for key, value in entries:
        yield (*steps, key)
        yield from list_places(value, (*steps, key))


def put(holder, key, value):
    holder[key] = deepcopy(value)


def drop(holder, key, _value):
    del holder[key]


def double(holder, key, value):
    if isinstance(holder, list):
        holder.insert(key, deepcopy(holder[key]))
    else:
        holder[f"{key}_too"] = value


def level(holder, key, _value):
    """Make all entries of a list the first."""
    entries = holder[key]
    holder[key] = [deepcopy(entries[0]) for _ in entries] if isinstance(entries, list) and entries else [entries]


@st.composite
def odd_documents(draw, name):
    """The example of a method's page under other options, changed in one to three places."""
    document = deepcopy(dict(read_page(name).example))
    for key in METHODS[name].keys:
        if key.choices and draw(st.booleans()):
            document[key.name] = draw(st.sampled_from(key.choices))
    document |= {key: least for key, least in (("replications", 100), ("permutations", 20)) if key in {told.name for told in METHODS[name].keys}}
    for _ in range(draw(st.integers(1, 3))):
        places = list(list_places(document))
        if places:
            *way, last = draw(st.sampled_from(places))
            holder = document
            for step in way:
                holder = holder[step]
            draw(st.sampled_from((put, put, drop, double, level)))(holder, last, draw(st.sampled_from(ODD)))
    return document
