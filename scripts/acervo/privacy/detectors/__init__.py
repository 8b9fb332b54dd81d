"""The detectors of identifiers, in order: where two find the same characters, the first wins."""

from acervo.privacy.detectors import documents, finance, links, network, phones

DETECTORS = (
    *links.DETECTORS,
    *network.DETECTORS,
    *documents.DETECTORS,
    *finance.DETECTORS,
    *phones.DETECTORS,
)
