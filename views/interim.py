"""Interim: stands in for the store's counting until it has it. Never committed."""

from types import SimpleNamespace as N
from geo.query import Filter

try:
    from geo.overview import Bar

    NEW = "stated" in Bar._fields
except Exception:
    NEW = False


class P:
    def __init__(self, c):
        self.c = c
        self.count = c.mentions
        self.stories = c.articles
        self.reported = c.mentions

    def __getattr__(self, n):
        return getattr(self.c, n)


def over(store, f, by):
    if NEW:
        return store.overview(f, by)
    o = store.overview(f)
    fig = N(
        **o.figures._asdict(),
        stories=o.figures.articles,
        not_placed=o.figures.not_placed,
        only_syria=next((c.mentions for c in o.places if c.place_id == "SY"), 0),
    )
    tl = N(
        unit=o.timeline.unit,
        undated=o.timeline.undated,
        bars=[
            N(
                start=b.start,
                end=b.end,
                mentions=b.mentions,
                count=b.mentions,
                stated=b.within,
                published=b.mentions - b.within,
                broad=0,
            )
            for b in o.timeline.bars
        ],
    )
    return N(
        figures=fig,
        places=tuple(P(c) for c in o.places),
        facets=o.facets,
        timeline=tl,
        dropping=o.dropping,
        countries=o.countries,
        governorates={c.label: c.mentions for c in o.facets["governorates"]},
        receding=(),
    )


def on_map(store, f, by):
    return store.on_map(f, by) if NEW else tuple(P(c) for c in store.on_map(f))
