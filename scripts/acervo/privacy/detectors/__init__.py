"""The detectors of identifiers, in order: where two find the same characters, the first wins."""

from acervo.privacy.detectors import (
    accounts,
    addresses,
    births,
    branches,
    cells,
    coordinates,
    credentials,
    dictated_phones,
    documents_abroad,
    documents_br,
    files,
    finance,
    handles,
    hosts,
    links,
    maps,
    network,
    people,
    phones,
    pix,
    plates,
    profiles,
    spelled_phones,
    tokens,
)

IDENTIFIERS = (
    *pix.DETECTORS,
    *maps.DETECTORS,
    *profiles.DETECTORS,
    *tokens.DETECTORS,
    *links.DETECTORS,
    *credentials.DETECTORS,
    *files.DETECTORS,
    *network.DETECTORS,
    *handles.DETECTORS,
    *hosts.DETECTORS,
    *accounts.DETECTORS,
    *births.DETECTORS,
    *documents_br.DETECTORS,
    *documents_abroad.DETECTORS,
    *plates.DETECTORS,
    *finance.DETECTORS,
    *branches.DETECTORS,
    *coordinates.DETECTORS,
    *addresses.DETECTORS,
    *spelled_phones.DETECTORS,
    *dictated_phones.DETECTORS,
    *cells.DETECTORS,
    *phones.DETECTORS,
)
# Names by what announces them come last: members have been given their pseudonyms by then.
DETECTORS = (*IDENTIFIERS, people.CUES)
# Full names are private in a chat; in a newsletter they are those of authors and contributors.
IN_CHATS = (*DETECTORS, people.FULL_NAME)
