"""The last step of every PDF: PDF/A-3a and PDF/UA-1 at once, with the data it was made from attached."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, ObjectStreamMode, Pdf, String

_ACCESSIBLE = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""
"""What says that a PDF/A follows PDF/UA-1, and what PDF/A wants to know of that word."""

_DATES = b"""\
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>
</rdf:Description>
"""
"""When a document was made and last changed: here, so that another date is no other layout."""


@dataclass(frozen=True)
class Attachment:
    """A file within a PDF."""

    name: str
    kind: str
    """Its media type."""
    description: str
    content: bytes


def finish(pdf: Pdf, attachments: Iterable[Attachment], day: date) -> bytes:
    """Return a laid-out PDF/A-3a as one that follows PDF/UA-1 too of ``day``, with files of that day attached."""
    metadata = pdf.Root.Metadata
    metadata.write(metadata.read_bytes().replace(b"</rdf:RDF>", _DATES % ((day.isoformat().encode(),) * 2) + _ACCESSIBLE))
    pdf.docinfo.CreationDate = pdf.docinfo.ModDate = String(f"D:{day:%Y%m%d}")
    _register_ids(pdf)
    for attachment in attachments:
        _attach(pdf, attachment, f"D:{day:%Y%m%d}000000Z")
    # By way of memory: where the disk is full, the library ends the whole process.
    buffer = io.BytesIO()
    # What a volume says of its structure is as long as its text, and packs well.
    pdf.save(buffer, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return buffer.getvalue()


def _attach(pdf: Pdf, attachment: Attachment, moment: str) -> None:
    file = AttachedFileSpec(
        pdf,
        attachment.content,
        filename=attachment.name,
        mime_type=attachment.kind,
        description=attachment.description,
        creation_date=moment,
        mod_date=moment,
        relationship=Name.Data,
    )
    pdf.attachments[attachment.name] = file
    if "/AF" not in pdf.Root:
        pdf.Root.AF = Array()
    pdf.Root.AF.append(file.obj)


def _register_ids(pdf: Pdf) -> None:
    """List the heads of tables by their ids, by which cells name them (ISO 32000-1, 14.7.2)."""
    root = pdf.Root.StructTreeRoot
    named = sorted((bytes(element.ID), element) for element in elements(root.K) if "/ID" in element)
    if named:
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array([part for pair in named for part in pair])))


def elements(kids: Object) -> Iterator[Object]:
    """Yield the elements below a place of the structure tree, in the order of reading."""
    waiting = [kids]
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, Array):
            waiting.extend(reversed(list(kid)))
        elif isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                waiting.append(kid.K)
