"""What another reading would change, in words that give the reason where nothing would."""

import pytest

from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.render.views.option_effects import effect_words
from assessment.scoring.assessment import assess
from tests.disclosure.years import EDITION, at
from tests.scoring.shipped import dataset
from tests.scoring.test_effects import RECORDS


@pytest.fixture(scope="module", params=Audience)
def publication(request: pytest.FixtureRequest) -> Publication:
    year = dataset(RECORDS)
    return disclose(at(year, Stage.PUBLISHED, Disclosure.FULL), assess(year), request.param, EDITION)


@pytest.mark.parametrize(
    ("reading", "option", "words"),
    [
        # every unit has the agency's final mark: the items are not reckoned, whatever they would be scaled to
        ("key-area-block", "leave", "成绩和名次不变：各单位的这项成绩都是直接给出的，不由各项得分折算。"),
        ("ranking-scope", "overall", "成绩和名次不变：只是另排一份名次。"),
        # no exact total ends in half of the last place
        ("rounding", "half-even", "成绩和名次不变：没有单位遇到两种读法结果不同的情形。"),
        # 32 units share the first rank before the last, which is the 33rd or the 2nd
        ("ties", "dense", "若采用：总分不变，1个单位只是名次的数字不同，先后不变。"),
        ("rank-on", "published", "若采用：总分不变，1个单位的名次变动。"),
        ("bonus-limit", "both-ways", "若采用：1个单位的总分改变，2个单位的名次变动。"),
    ],
)
def test_words(publication: Publication, reading: str, option: str, words: str) -> None:
    (known,) = (known for known in publication.readings if known.reading.id == reading)
    (effect,) = (effect for effect in known.effects if effect.option.id == option)
    assert effect_words(effect, publication).endswith(words)
