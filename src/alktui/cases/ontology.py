"""Codes of the outside world and of alktui's own names, as `PREFIX:LOCAL`.

Source: NCI Thesaurus for how a therapy ended; Sequence Ontology for a fusion; HGNC for the gene.
"""

from __future__ import annotations

from alktui.model.catalogue import Catalogue
from alktui.model.vocabulary import Disease, Therapy
from alktui.plain import other_name

OWN = "alktui"
OTHER_TKI = "other-ALK-TKI"
"""The code of an ALK TKI that is known by its name alone."""
GENE = {"valueId": "HGNC:427", "symbol": "ALK"}
FUSION = {"id": "SO:0001565", "label": "gene_fusion"}
ENDED = {
    "progressed": {"id": "NCIT:C35571", "label": "Progressive Disease"},
    "intolerant": {"id": "NCIT:C41331", "label": "Adverse Event"},
}
ALK_POSITIVE_ALCL = frozenset({("ncit", "C37193"), ("mondo", "0017602"), ("oncotree", "ALCLALKP")})
"""Codes that say two things at once; the catalogue gives a disease one code of each kind."""

_ALIASES = {"nci": "ncit", "rxcui": "rxnorm", "chembl.compound": "chembl", "onco": "oncotree"}


def split_code(code: str) -> tuple[str, str]:
    """The prefix of a code in small letters, by its usual name, and what follows it in capitals."""
    prefix, _, local = code.partition(":")
    prefix = prefix.strip().lower()
    return _ALIASES.get(prefix, prefix), local.strip().upper()


def own_code(name: str, label: str = "") -> dict[str, str]:
    """A name of alktui's own as an ontology class."""
    return {"id": f"{OWN}:{name}", "label": label or name}


def disease_of_code(code: str, catalogue: Catalogue) -> str:
    """The disease of a case that a code stands for; empty where there is none."""
    wanted = split_code(code)
    if wanted in ALK_POSITIVE_ALCL:
        return "ALCL"
    return next((disease.id for disease in catalogue.diseases if disease.choice and wanted in _disease_codes(disease)), "")


def therapy_of_code(code: str, catalogue: Catalogue) -> str:
    """The therapy that a code stands for; empty where there is none."""
    wanted = split_code(code)
    return next((therapy.id for therapy in catalogue.therapies if wanted in _therapy_codes(therapy)), "")


def class_of_given(therapy: str, catalogue: Catalogue) -> dict[str, str]:
    """A therapy of a case as an ontology class; an ALK TKI that is not known here has its bare name as its label."""
    name = other_name(therapy)
    return own_code(OTHER_TKI, name) if name else class_of_therapy(catalogue.therapy[therapy])


def class_of_therapy(therapy: Therapy) -> dict[str, str]:
    """A therapy as an ontology class: by its NCIt code, or by its own id where none was confirmed."""
    if therapy.ncit:
        return {"id": f"NCIT:{therapy.ncit}", "label": therapy.name}
    return own_code(therapy.id, therapy.name)


def class_of_disease(disease: Disease) -> dict[str, str]:
    """A disease as an ontology class."""
    if disease.ncit:
        return {"id": f"NCIT:{disease.ncit}", "label": disease.name}
    return own_code(disease.id, disease.name)


def _disease_codes(disease: Disease) -> set[tuple[str, str]]:
    listed = {split_code(code) for code in (disease.doid, disease.mondo) if code}
    named = {("ncit", disease.ncit), ("oncotree", disease.oncotree), (OWN, disease.id.upper())}
    return listed | {(prefix, code.upper()) for prefix, code in named if code}


def _therapy_codes(therapy: Therapy) -> set[tuple[str, str]]:
    named = (("ncit", therapy.ncit), ("rxnorm", therapy.rxnorm), ("chembl", therapy.chembl), (OWN, therapy.id))
    return {(prefix, code.upper()) for prefix, code in named if code}
