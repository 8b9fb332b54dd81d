"""Where only people stand: expressions for folded text, in Portuguese, Spanish and English.

As `name_cues`, by what people do in a group: they introduce themselves, congratulate, ask for
somebody, sign. Those that are matched behind the name say so.
"""

import re


def _any(words: str) -> str:
    """Return an expression for one of the words; "_" is white space."""
    return "(?:" + "|".join(word.replace("_", r"\s+") for word in words.split()) + ")"


_ARTICLE = r"(?:(?:o|a|el|la)\s+)?"
_OF = r"(?:d[aeo]|del|de la|de)\s+"
_HELLO = _any(
    """
    oi+e? ola opa eae? e_ai bom_dia boa_tarde boa_noite hola+ buenas buenos_dias buenas_tardes
    buenas_noches hi+ hey+ hello good_morning good_evening
    """
)
_ALL = _any(
    """
    gente pessoal galera povo turma meninas todos todas vizinhos grupo familia all everyone
    everybody folks guys y'all team neighbou?rs vecinos vecinas chicos chicas amigos oigan
    """
)
_KIN = _any(
    """
    mae pai filh[oa] irma irmao espos[oa] marido mulher namorad[oa] noiv[oa] tia tio avo sogr[oa]
    prim[oa] cunhad[oa] sobrinh[oa] net[oa] afilhad[oa] madrinha padrinho viuv[oa] vizinh[oa] mama
    papa madre padre hij[oa] herman[oa] mujer novi[oa] abuel[oa] suegr[oa] sobrin[oa] niet[oa]
    vecin[oa] mom mum dad mother father wife husband daughter son sister brother
    """
)
_ROLE = _any(
    """
    secretary treasurer president vice_president chair chairman chairwoman chairperson manager
    director coordinator principal solicitadora? advogad[oa] sindic[oa] subsindic[oa] diretora?
    coordenadora? presidente presidenta tesoureir[oa] secretari[oa] gerente professora?
    administradora? zelador[ae]? contadora? enfermeir[oa] medic[oa] psicolog[oa] tesorer[oa]
    coordinadora? abogad[oa] notari[oa] directora? catequista
    """
)

# "oi, sou a", "hey its", "hola soy": whoever says so tells the name next.
INTRODUCED = re.compile(
    rf"(?:^|[^\w]){_HELLO}(?:\s+{_ALL})?[\s,.!]+(?:"
    + _any("eu_sou sou soy yo_soy me_llamo i'?m i_am it'?s it_is this_is aqui_e aqui_habla")
    + rf")\s+{_ARTICLE}$"
)
I_AM = re.compile(
    r"(?:^|[^\w])" + _any("sou soy me_llamo my_name's") + r"\s+(?P<article>(?:o|a|el|la)\s+)?$"
)
# Behind a name without a capital, which may be what one is: "oi, sou clara nisso".
GOES_ON = re.compile(
    r"\s+"
    + _any(
        """
        este esta cambie d[aeo] del mae pai madre padre new from moro vivo trabalho mi meu minha y e
        o a la el with your ur me perdi troquei mudei tu teu tua seu sua
        """
    )
    + r"\b"
)
KIN_BEHIND = re.compile(rf"\W+{_KIN}\s+(?:{_OF}|of\s)")
# Behind: "JOY here, unit 5", "rosa aqui: a festa".
HERE = re.compile(r"[*_~]*,?\s+(?:here|aqui|aca)(?:\s*[^\w\s]|\s*$|\s+" + _any("from with") + ")")
EVERYBODY = re.compile(rf"(?:^|[^\w])(?:{_HELLO}|{_ALL})[,!:]?\s+$")
KIN_OF = re.compile(rf"\b{_KIN}\s+{_OF}$")
CONGRATULATED = re.compile(
    r"(?:^|[^\w])(?:parabe+n+s+|felicidade+s+|felicitaciones|congrat(?:ulation)?s+|feli[zs]+\s+"
    + _any("dia niver aniver aniversario cumple cumpleanos cumple?anios aniversari+o+")
    + r"|happy\s+"
    + _any("b-?day birthday anniversary mother's_day father's_day")
    + r")[,!]*\s+$"
)
ASKED = re.compile(
    r"\b(?:"
    + _any("perguntando perguntou perguntaram procurando procurou procuraram chamando chamou")
    + rf"\s+(?:por|pel[oa])\s+{_ARTICLE}|"
    + _any("preguntando preguntaron pregunto buscando_a preguntan")
    + rf"(?:\s+por)?\s+{_ARTICLE}|"
    + _any("tod[oa]s todo_mundo geral everyone everybody toda_la_gente")
    + rf"\s+(?:menos|exceto|salvo|except|but)\s+{_ARTICLE}|"
    + _any("quem quien")
    + r"\s+"
    + _any("ficou esta ta pegou levou achou tiene se_llevo agarro")
    + rf"\s[^.!?\n]{{1,40}}\s{_OF}|"
    + _any("fuiste foste foi foi_voce era was_it it_was eres sera_que_foi")
    + r"\s+(?:tu|vc|voce|you|vos)[\s,]+)$"
)
# What people have, and things seldom: "o cpf da", "data de nasc. do".
OWNED = re.compile(
    r"\b"
    + _any(
        """
        cpf rg cnh nasc nascimento zap whats celular e-?mail endereco aniversario niver hemograma
        exames? cirurgia internacao velorio enterro carteirinha matricula boletim_escolar
        comprovante recado aniver cumple cumpleanos cirugia velorio comprobante
        """
    )
    + rf"\.?\s+{_OF}$"
)
HANDED = re.compile(
    r"\b"
    + _any("manda mande mandem mandar envia envie enviar entrega entregue passa passe passar avisa")
    + r"\s+(?:[^\W\d_]+\s+){1,3}(?:pr[ao]|para|p|ao|à)\s+"
    + rf"{_ARTICLE}$"
)
# Before: a closing and what ends it. A closing that is also a word needs a comma or a line.
SIGNED = re.compile(
    r"(?:^|[^\w])(?:"
    + _any(
        "respectfully(?:_submitted)? sincerely(?:_yours)? atenciosamente atentamente cordialmente"
    )
    + r"[,.]?\s+|"
    + _any(
        """
        cumprimentos abracos? abs att beijos bjs? regards best cheers thanks thank_you yours saludos
        saludo abrazos? besos gracias obrigad[oa] grat[oa] love warmly
        """
    )
    + r"(?:,\s+|[,.!]?\s*\n\s*)|\s[—–]\s*)$"
)
IS_HERE = re.compile(r"[*_~]*\s+(?:here|aqui|aca)\b")
AND_CAPITAL = re.compile(r" (?:e|y|and|&) ([A-ZÀ-ÖØ-Þ][^\W\d_]+)")
ROLE_BEHIND = re.compile(rf"[*_~]*(?:,\s*|\s*\n\s*|\s+)(?:[^\W\d_]+\s+)?{_ROLE}\b")
ROLE_IN_LINE = re.compile(rf"[*_~]*(?:,[^\S\n]*|[^\S\n]*\n\s*){_ROLE}[^\w]*(?:$|\n|{_OF})")
LINE_BEGINS = re.compile(r"(?:^|[\n\x1e])[^\w\n]*$")
ENDS = re.compile(
    r"\s*(?:[^\w\s]|[\n\x1e]|$)|\s+" + _any("pq porque q que because bc cuz aqui here") + r"\b"
)
LINE_ENDS = re.compile(r"[^\w\n\x1e]*(?:$|[\n\x1e])")
INFO = re.compile(
    r"(?:^|[^\w])"
    + _any("info informes informacoes informacion contacto contato contact call text falar_com")
    + r"[:.]?\s+(?:com\s+|con\s+|with\s+)?[\[(]?$"
)
REACHED = re.compile(r"[*_~)\]]*\s*[:,(–—-]*\s*\[(?:phone|email)_[0-9]+\]")
# Behind: what people do or how they are, and no flower, light or month.
HUMAN = re.compile(
    r"[*_~]*\s+(?:(?:ja|nao|n|tambem|tb|ainda|so|ya|no|tambien|se|me|nos|just|already)\s+){0,2}"
    + _any(
        """
        saiu_d[aeo]_(?:uti|hospital|banho|trabalho|escola|reuniao|grupo|emprego|servico)
        pagou pago_(?:su|la|el) de_viagem
        (?:ta|esta)_(?:internad[oa]|gravida|doente|dormindo|embarazada|enferm[oa])
        teve_(?:alta|bebe) ganhou_(?:alta|bebe) passou_mal faz_anos fez_anos fez_a_prova casou
        engravidou esqueceu perdeu_o_(?:onibus|celular) de_(?:viaje|ferias|vacaciones|baja|reposo)
        con_(?:fiebre|gripe|gripa) com_(?:febre|gripe|dengue) se_casa tuvo_(?:bebe|fiebre)
        salio_del?_(?:hospital|trabajo) has_(?:the|my|our|your)
        (?:is|called_in|out)_sick on_vacation
        """
    )
    + r"\b"
)
CLAUSE_BEGINS = re.compile(
    r"(?:^|[,;:.!?…\n\x1e]\s*|\s(?:e|y|and|que)\s+)(?:(?:gente|pessoal|galera|oi|oigan)[,!]?\s+)?"
    r"(?:(?:o|a|el|la)\s+)?$"
)
# Before: what begins a message and says nothing.
FILLER = re.compile(
    r"(?:^|[\n\x1e.!?…]\s*|[^\w\s,]\s+)(?:"
    + _any(
        """
        k{3,} (?:ha){2,}h? (?:ja){2,}j? (?:he){2,} (?:rs)+ lol lmao oigan oye ei gente pessoal
        galera pfv so ok guys bueno entao ah mano cara hola oi+ ola hey
        """
    )
    + r")[\s,.…!:]+$"
)
# Behind: who speaks so speaks to somebody.
HAILED = re.compile(
    r"[*_~`)\]]*,?\s+"
    + _any(
        """
        apurate escucha contesta contesten avisame mandame ya_(?:hable|fui|llegue|pague|compre)
        siempre_lo_mismo answer_(?:ur|your|the|me) pick_up responde_ai atende_ai
        """
    )
    + r"\b"
)
ADDRESSED = re.compile(
    r"[*_~`)\]]*,?\s+(?:"
    + _any(
        """
        cuant[oa]s? tens_(?:ai|a|o|uma?|tempo) es_uma?_(?:amor|querid[oa]|fofa?) te_toca
        vc voce u_(?:up|ok) sou_d[aeo] sou_[ao]
        [oa]_(?:porteiro|zelador|carteiro|motoboy|entregador|sindic[oa])_(?:disse|falou|avisou|ligou)
        """
    )
    + r")\b"
)
# Behind a capital: "Luz el coche de tu hermano".
YOURS = re.compile(
    r"[*_~`)\]]*,?\s+(?:o|a|os|as|el|la|los|las|the)\s[^.,!?\n]{2,45}"
    r"\b(?:tu|tus|teu|tua|sua|your|ur)\s"
)
# Behind a word in capitals inside a clause: "tá lotado ROSA vou chegar tarde".
BOTH = re.compile(
    r"[*_~`)\]]*\s+"
    + _any(
        "contesten respondam atendam vengan on_(?:the|grill|duty|drinks) bring will_bring ficam_com"
    )
    + r"\b"
)
I_SAY = re.compile(
    r"\s+" + _any("vou to tou estou voy estoy vc voce cade i'?m i'?ll ill ive") + r"\b"
)
FUNCTION_BEFORE = re.compile(
    r"\b"
    + _any(
        """
        o a os as um uma uns umas d[aeo]s? n[ao]s? em por pel[ao] com sem e ou que muita muito mais
        minha meu sua seu essa esse esta este the an of in my your and or el la los las un una en y
        de con sin mucha mucho mas very so be to i you we they will not
        """
    )
    + r"\s+$"
)
WHO_ASKED = re.compile(r"\b(?:who|quem|quien)\b[^?\n]{2,50}\?+\s*[*_~(\[]*$")
ASKS = re.compile(r"[*_~)\]]*\s*\?")
CRIED = re.compile(r"[*_~]*!{2,}")
