"""Numbers of documents: check digits decide where there are any, words around them elsewhere."""

import re
from collections.abc import Callable, Iterator

from stdnum.br import cnpj, cpf

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.boundaries import END, START

_CNPJ = re.compile(
    rf"{START}(?:[0-9]{{2}}[. ]?[0-9]{{3}}[. ]?[0-9]{{3}}[/ ]?[0-9]{{4}}[- ]?[0-9]{{2}}"
    rf"|[0-9A-Z]{{2}}\.[0-9A-Z]{{3}}\.[0-9A-Z]{{3}}/[0-9A-Z]{{4}}-[0-9]{{2}}){END}"
)
_CPF = re.compile(rf"{START}[0-9]{{3}}[. ]?[0-9]{{3}}[. ]?[0-9]{{3}}[-–./ ]?[0-9]{{2}}{END}")


def _checked(
    shape: re.Pattern[str], kind: str, is_valid: Callable[[str], bool]
) -> Callable[[View], Iterator[Found]]:
    """Return a finder of what has a shape and passes a check."""

    def find(view: View) -> Iterator[Found]:
        for match in shape.finditer(view.prose):
            value = re.sub(r"[^0-9A-Z]", "", match[0])
            if is_valid(value):
                yield Found(*match.span(), kind, value)

    return find


DETECTORS = (
    Detector(
        "cnpj",
        r"[0-9](?:[. /-]?[0-9]){13}|[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/",
        _checked(_CNPJ, "CNPJ", cnpj.is_valid),
        ("11.222.333/0001-81", "12.ABC.345/01DE-35"),
    ),
    Detector(
        "cpf",
        r"[0-9](?:[. /–-]?[0-9]){10}",
        _checked(_CPF, "CPF", cpf.is_valid),
        ("529.982.247-25", "52998224725"),
    ),
)
