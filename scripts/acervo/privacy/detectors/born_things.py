"""What is born without being a person: firms, languages, museums, the young of animals."""

import re

_ANIMAL = (
    r"(?:filhotes? d[aeo]s?|ninhadas?|cachorrinh\w+|gatinh\w+|girafas?|jirafas?|giraffes?|pandas?"
    r"|elefant\w+|elephants?|bezerr\w+|becerr\w+|potr\w+|camadas?|pupp(?:y|ies)|kittens?|foals?"
    r"|lion cubs?|hipop[óo]tam\w+|zool[óo]gico|zoo)"
)
_THING = (
    r"(?:projet[oa]s?|linguage[mn]s?|empresas?|startups?|ideias?|grupos?|partidos?|bandas?|clubes?"
    r"|f[áa]bricas?|lojas?|associa\w+|sindicatos?|cooperativas?|revistas?|jorna\w+|sites?|marcas?"
    r"|movimentos?|cana(?:l|is)|podcasts?|comunidades?|proyectos?|lenguajes?|compa[ñn][íi]as?"
    r"|projects?|languages?|compan(?:y|ies)|ideas?|communit(?:y|ies)|rust|linux|python|internet|lei"
    r"|rede|muse[ou]s?|museums?|bibliotecas?|librar(?:y|ies))"
)
_VERB = r"(?:nasceu|nasceram|nascia|nasce|naci[óo]|nacieron|nac[íi]a|nace|born)\b"
_BORN = re.compile(
    rf"\b(?:{_THING}|{_ANIMAL})\b[^.!?\n]{{0,40}}\b{_VERB}|\b{_VERB}[^.!?\n]{{0,16}}\s(?:{_ANIMAL}|{_THING})\b",
    re.I,
)


def is_of_a_thing(text: str, start: int, end: int) -> bool:
    """Tell whether the date between `start` and `end` is that of a thing or an animal."""
    return _BORN.search(text, max(0, start - 80), end + 60) is not None
