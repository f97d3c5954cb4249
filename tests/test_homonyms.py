"""Towns of the neighbours stay out of Syria."""

from __future__ import annotations

import random

import pytest

from bench.homonyms import in_syria, towns
from geo.actors import Actors
from geo.gazetteer import Gazetteer
from geo.lists import Placer
from geo.recognition import Recogniser


@pytest.fixture(scope="module")
def placer() -> Placer:
    return Placer(Recogniser(Gazetteer.load(), Actors.load()))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_of_200_towns_of_the_neighbours_at_most_four_land_in_syria(placer: Placer, seed: int) -> None:
    drawn = random.Random(seed).sample(towns(), 200)  # noqa: S311  a draw, no secret
    assert len(in_syria(drawn, Gazetteer.load(), placer)) <= 4
