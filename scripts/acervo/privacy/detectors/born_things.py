"""What is born without being a person: firms, languages, museums, the young of animals."""

import re

_ANIMAL = (
    r"(?:filhotes?|ninhadas?|cachorrinh\w+|gatinh\w+|girafas?|jirafas?|giraffes?|pandas?|elefant\w+"
    r"|elephants?|bezerr\w+|becerr\w+|potr\w+|cachorros?|camada|pupp(?:y|ies)|kittens?|calf|foals?|cubs?"
    r"|hipop[óo]tam\w+|on[çc]as?|tigres?|tigers?|le[ãa]o|leones|lions?|zool[óo]gico|zoo)"
)
_THING = re.compile(
    r"\b(?:projet[oa]s?|linguage[mn]s?|empresas?|startups?|ideias?|grupos?|partidos?|bandas?"
    r"|clubes?|f[áa]bricas?|lojas?|associa\w+|sindicatos?|cooperativas?|revistas?|jorna\w+|sites?|marcas?|movimentos?|cana(?:l|is)|podcasts?|comunidades?|proyectos?|lenguajes?"
    r"|compa[ñn][íi]as?|projects?|languages?|compan(?:y|ies)|ideas?|communit(?:y|ies)|rust|linux"
    r"|python|internet|lei|rede|muse[ou]s?|museums?|bibliotecas?|librar(?:y|ies)|escolas?|escuelas?|schools?"
    rf"|{_ANIMAL})\b[^.!?\n]{{0,40}}\b(?:nasc|nac[ií]|born)"
    rf"|\b(?:nasc|nac[ií]|born)[^.!?\n]{{0,16}}\s{_ANIMAL}\b",
    re.I,
)


def is_of_a_thing(text: str, start: int, end: int) -> bool:
    """Tell whether the date between `start` and `end` is that of a thing or an animal."""
    return _THING.search(text, max(0, start - 80), end + 60) is not None
