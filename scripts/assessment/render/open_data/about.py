"""What the data says of itself as a whole, the same in the package and in the metadata of the downloads page."""

from assessment.disclosure.publication import Publication
from assessment.render import views, words


def title_with_notices(publication: Publication, title: str) -> str:
    """Return a title with what must be said of the data."""
    return title + "".join(f"（{notice}）" for notice in words.notices(publication))


def description(publication: Publication) -> str:
    """Return in a few sentences what there is."""
    sentences = [*words.notices(publication), f"依据《{publication.scheme.title}》（{publication.scheme.issuer}）"]
    if publication.stage.is_approved:
        sentences.append(words.LEVELS[publication.disclosure])
        if views.has_alike(publication):
            sentences.append(f"公布的总分相同而名次不同的，{views.WHY}")
        if publication.amendments:
            sentences.append(f"{words.version(len(publication.amendments))}，含更正")
    else:
        sentences.append("审定之前只有方案和考评对象，没有成绩")
    return "".join(f"{sentence}。" for sentence in sentences)


def version(publication: Publication) -> str:
    """Return the number of the version: 1 as published first, one more for each amendment."""
    return str(len(publication.amendments) + 1)
