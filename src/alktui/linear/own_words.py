"""A refusal in the words of the linear mode: its questions in place of the options of the command line."""

from __future__ import annotations

import re

QUESTIONS = {
    "--no-alk-mutation": "the question ALK sequenced",
    "--not-sequenced": "the question ALK sequenced",
    "--not-amplified": "the question ALK amplified",
    "--amplified": "the question ALK amplified",
    "--prior-therapy": "the question Other prior therapies,",
    "--prior": "the question Prior ALK TKIs,",
    "--fusion": "the question Fusion,",
    "--alk": "the question ALK status,",
    "--phase": "the question Phase,",
    "--variant": "a line of the question Variants",
}
_BIOMARKER = re.compile(r"--biomarker (\S+?)=([\w-]+)")


def in_own_words(sentence: str) -> str:
    """A sentence without options."""
    sentence = _BIOMARKER.sub(r"the question Biomarkers, \1=\2", sentence)
    for option, question in QUESTIONS.items():
        sentence = sentence.replace(option, question)
    return sentence
