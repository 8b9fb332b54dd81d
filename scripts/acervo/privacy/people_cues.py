"""Where only people stand: expressions for folded text, in Portuguese, Spanish and English.

As `name_cues`, by what people do in a group: they introduce themselves, congratulate, ask for
somebody, sign. Those that are matched behind the name say so.
"""

import re

from acervo.privacy.names import any_of

_ARTICLE = r"(?:(?:o|a|el|la)\s+)?"
_OF = r"(?:d[aeo]|del|de la|de)\s+"
_HELLO = any_of(
    """
    oi+e? ola opa eae? e_ai bom_dia boa_tarde boa_noite hola+ buenas buenos_dias buenas_tardes
    buenas_noches hi+ hey+ hello good_morning good_evening
    """
)
_ALL = any_of(
    """
    gente pessoal galera povo turma meninas todos todas vizinhos grupo familia all everyone
    everybody folks guys y'all team neighbou?rs vecinos vecinas chicos chicas amigos oigan
    """
)
_KIN = any_of(
    """
    mae pai filh[oa] irma irmao espos[oa] marido mulher namorad[oa] noiv[oa] tia tio avo sogr[oa]
    prim[oa] cunhad[oa] sobrinh[oa] net[oa] afilhad[oa] madrinha padrinho viuv[oa] vizinh[oa] mama
    papa madre padre hij[oa] herman[oa] mujer novi[oa] abuel[oa] suegr[oa] sobrin[oa] niet[oa]
    vecin[oa] mom mum dad mother father wife husband daughter son sister brother
    """
)
_ROLE = any_of(
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
    + any_of("eu_sou sou soy yo_soy me_llamo i'?m i_am it'?s it_is this_is aqui_e aqui_habla")
    + rf")\s+{_ARTICLE}$"
)
I_AM = re.compile(
    r"(?:^|[^\w])" + any_of("sou soy me_llamo my_name's") + r"\s+(?P<article>(?:o|a|el|la)\s+)?$"
)
# Behind a name without a capital, which may be what one is: "oi, sou clara nisso".
GOES_ON = re.compile(
    r"\s+"
    + any_of(
        """
        este esta cambie d[aeo] del mae pai madre padre new from moro vivo trabalho mi meu minha y e
        o a la el with your ur me perdi troquei mudei tu teu tua seu sua
        """
    )
    + r"\b"
)
KIN_BEHIND = re.compile(rf"\W+{_KIN}\s+(?:{_OF}|of\s)")
# Behind: "JOY here, unit 5", "rosa aqui: a festa".
HERE = re.compile(r"[*_~]*,?\s+(?:here|aqui|aca)(?:\s*[^\w\s]|\s*$|\s+" + any_of("from with") + ")")
EVERYBODY = re.compile(rf"(?:^|[^\w])(?:{_HELLO}|{_ALL})[,!:]?\s+$")
KIN_OF = re.compile(rf"\b{_KIN}\s+{_OF}$")
CONGRATULATED = re.compile(
    r"(?:^|[^\w])(?:parabe+n+s+|felicidade+s+|felicitaciones|congrat(?:ulation)?s+|feli[zs]+\s+"
    + any_of("dia niver aniver aniversario cumple cumpleanos cumple?anios aniversari+o+")
    + r"|happy\s+"
    + any_of("b-?day birthday anniversary mother's_day father's_day")
    + r")[,!]*\s+$"
)
ASKED = re.compile(
    r"\b(?:"
    + any_of(
        "perguntando perguntou perguntaram procurando procurou procuraram chamando chamou"
        " pergunte perguntem pergunta peca pecam procure procurem"
    )
    + rf"\s+(?:por|pel[oa])\s+{_ARTICLE}|"
    + any_of("preguntando preguntaron pregunto buscando_a preguntan pidan pide pidanle pregunten")
    + rf"(?:\s+por)?\s+{_ARTICLE}|"
    + any_of("tod[oa]s todo_mundo geral everyone everybody toda_la_gente")
    + rf"\s+(?:menos|exceto|salvo|except|but)\s+{_ARTICLE}|"
    + any_of("quem quien")
    + r"\s+"
    + any_of("ficou esta ta pegou levou achou tiene se_llevo agarro")
    + rf"\s[^.!?\n]{{1,40}}\s{_OF}|"
    + any_of("fuiste foste foi foi_voce era was_it it_was eres sera_que_foi")
    + r"\s+(?:tu|vc|voce|you|vos)[\s,]+)$"
)
# What people have, and things seldom: "o cpf da", "data de nasc. do".
OWNED = re.compile(
    r"\b"
    + any_of(
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
    + any_of(
        "manda mande mandem mandar envia envie enviar entrega entregue passa passe passar avisa"
    )
    + r"\s+(?:[^\W\d_]+\s+){1,3}(?:pr[ao]|para|p|ao|à)\s+"
    + rf"{_ARTICLE}$"
)
# Before: a closing and what ends it. A closing that is also a word needs a comma or a line.
SIGNED = re.compile(
    r"(?:^|[^\w])(?:"
    + any_of(
        "respectfully(?:_submitted)? sincerely(?:_yours)? atenciosamente atentamente cordialmente"
    )
    + r"[,.]?\s+|"
    + any_of(
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
    r"\s*(?:[^\w\s]|[\n\x1e]|$)|\s+" + any_of("pq porque q que because bc cuz aqui here") + r"\b"
)
LINE_ENDS = re.compile(r"[^\w\n\x1e]*(?:$|[\n\x1e])")
INFO = re.compile(
    r"(?:^|[^\w])"
    + any_of("info informes informacoes informacion contacto contato contact call text falar_com")
    + r"[:.]?\s+(?:com\s+|con\s+|with\s+)?[\[(]?$"
)
REACHED = re.compile(r"[*_~)\]]*\s*[:,(–—-]*\s*\[(?:phone|email)_[0-9]+\]")
# Behind: what people do or how they are, and no flower, light or month.
HUMAN = re.compile(
    r"[*_~]*\s+(?:(?:ja|nao|n|tambem|tb|ainda|so|ya|no|tambien|se|me|nos|just|already)\s+){0,2}"
    + any_of(
        """
        saiu_d[aeo]_(?:uti|hospital|banho|trabalho|escola|reuniao|grupo|emprego|servico)
        pagou pago_(?:su|la|el) de_viagem
        (?:ta|esta)_(?:internad[oa]|gravida|doente|dormindo|embarazada|enferm[oa])
        teve_(?:alta|bebe) ganhou_(?:alta|bebe) passou_mal faz_anos fez_anos fez_a_prova casou
        engravidou esqueceu perdeu_o_(?:onibus|celular) de_(?:viaje|ferias|vacaciones|baja|reposo)
        votou respondeu_(?:a|ao|o)_(?:enquete|formulario|form)
        (?:ja|nao|ainda_nao)_(?:votou|confirmou|pagou|respondeu)
        (?:desceu|bajo|subio|subiu)_(?:la|a|por|com|con|pr[ao])
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
    + any_of(
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
    + any_of(
        """
        apurate escucha contesta contesten avisame mandame ya_(?:hable|fui|llegue|pague|compre)
        siempre_lo_mismo answer_(?:ur|your|the|me) pick_up responde_ai atende_ai
        """
    )
    + r"\b"
)
ADDRESSED = re.compile(
    r"[*_~`)\]]*,?\s+(?:"
    + any_of(
        """
        cuant[oa]s? tens_(?:ai|a|o|uma?|tempo) es_uma?_(?:amor|querid[oa]|fofa?) te_toca
        vc voce u_(?:up|ok) sou_d[aeo] sou_[ao] kd onde_(?:vc|voce|ce|tu)
        te_(?:espero|mand[oe]i?|envi[oe]i?|avis[oe]i?|lig[ou]e?i?|llam[oe]|paso|passe?i?o?|vejo|veo)
        te_(?:busco|deixe?i?o?|dejo|deje|debo|devo|pago|paguei|falei|dije|extrano|escribo|chame?i?o?)
        ve_(?:se|la|ai|si) confere_(?:ai|se|o|a) ficou_(?:decidido|combinado|marcado|acertado)
        quedo_en quedamos_en nao_esquece no_(?:te_)?olvides don't_forget
        please_(?:call|send|bring|check|text)
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
    + any_of(
        "contesten respondam atendam vengan on_(?:the|grill|duty|drinks) bring will_bring ficam_com"
    )
    + r"\b"
)
I_SAY = re.compile(
    r"\s+" + any_of("vou to tou estou voy estoy vc voce cade i'?m i'?ll ill ive") + r"\b"
)
FUNCTION_BEFORE = re.compile(
    r"\b"
    + any_of(
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
# Whom a record names, at the end of its line: "tutor: luz".
FIELD = re.compile(
    r"(?:^|[\n\x1e.!?;|]|[^\w\s:]\s)[^\w\n]*(?:(?:nome|name|nombre)\s+d[aeo]l?\s+)?"
    + any_of(
        """
        primary backup on[- ]call (?:segunda|terca|quarta|quinta|sexta)(?:-feira)? sabado domingo
        lunes martes miercoles jueves viernes (?:mon|tues|wednes|thurs|fri|satur|sun)day
        nome nombre name tutora? responsavel responsable alun[oa] alumn[oa] paciente contat[oa]
        contact[oa]? titular mae pai madre padre espos[oa] marido motorista condutora? conductora?
        driver passageir[oa] pasajer[oa] passenger remetente remitente jogadora? jugadora? player
        atleta capitan[oa]? capitao captain coach tecnic[oa] organizadora? anfitria anfitriao host
        inquilin[oa] tenant student patient guardian parent quem_(?:busca|leva|paga|assina)
        morador[a]? vizinh[oa] vendedora? compradora? atendente participante candidat[oa]
        emergency_contact contato_de_emergencia
        """
    )
    + r"(?:\s?\([^)\n]{1,20}\))?[*_]*\s*:\s*[*_]*$"
)
# "manda o comprovante, tá Rosa"
TAGGED = re.compile(
    r"[\s,]" + any_of("ta ta_bom ok ne viu hein ein vale certo okay alright eh") + r",?\s+$"
)
SCORED = re.compile(
    r"[*_~`]*\s+(?:ja\s+|so\s+)?(?:"
    + any_of("fez marcou meteu metio hizo marco anoto scored")
    + r"\s+(?:(?:o|um|dois|tres|un|dos|el|the|a|[0-9]+)\s+)?"
    + any_of("gol(?:s|es|a[cz]o)? goals? winner hat-?trick")
    + r"|"
    + any_of("perdeu_o_penal[td]i defendeu_o_penal[td]i fallo_el_penal")
    + r")"
)
# Behind a blank and a dash, at the end: "Pls delete the other one – Joy".
DASHED = re.compile(r"[A-Za-zÀ-ÿ][^\n]{12,}[^\n:]\s[–—]\s*$|[.!?…)]\s+[-–—]\s*$")
_MALE_OR_FEMALE = any_of("o a os as el la los las the ur your teu tua tu su seu sua un um uma una")
# "Clara, o motoboy tá aí embaixo": what has come is told to somebody.
BROUGHT = re.compile(
    rf"[*_~`)\]]*,?\s+{_MALE_OR_FEMALE}\s[^.!?\n]{{2,40}}\b"
    + any_of("ta esta to estao tao chegou chegaram llego llegaron is are got_here")
    + r"\s+(?:"
    + any_of(
        """
        ai aqui la_(?:fora|embaixo|em_baixo|na) embaixo na_(?:porta|portaria|entrada|rua|recepcao)
        no_(?:portao|hall|lobby) a_porta ao_portao abajo afuera alla_abajo
        en_la_(?:puerta|entrada|porteria) here outside downstairs at_(?:the|your|ur)_(?:door|gate)
        """
    )
    + r")\b"
)
# Behind a capital that opens a text: what is said to one person.
TOLD = re.compile(
    r"[*_~`)\]]*(?:,\s+(?:"
    + any_of(
        """
        eu vou to tou estou preciso quero acho recebi posso consegui seu sua teu tua teus tuas tu su
        tus sus quem quanto quien cuanto yo voy estoy necesito recibi puedo i'?m i'?ll i we we're
        are is do does did have
        """
    )
    + r")|,?\s+(?:"
    + any_of(
        """
        (?:hij[oa]|mij[oa]|filh[oa]|querid[oa]|amig[oa]|amor|miga|mana|girl|honey|hun)[,\\s]
        ve veja confere confira anota anote revisa checa fijate apunta acuerdate lembra_(?:de|que)
        check_(?:ur|your|the) (?:we|i)(?:'?re|'?m|_are|_am)_(?:in|at|on|here|outside|late|almost)
        """
    )
    + r")"
    + r"|\s+(?:o|a|os|as|el|la|the)\s[^.,!?\n]{2,45}\s(?:e|es|is)\s+(?:ess[ea]|est[ea]|this)\b"
    + r")(?!\w)"
)
# What each of a list of people says, with "yes", "não" or "talvez" behind the name.
_ANSWER = any_of(
    "yes no yep nope yeah sim nao si vou vai maybe talvez quizas going out ok dentro fora"
    " confirmad[oa]"
)
ANSWERED = re.compile(rf"[*_~]*\s+{_ANSWER}(?:\s*(?:[^\w\s]|$|[\n\x1e])|\s+[+0-9])")
ANSWERS = re.compile(
    r"(?m)^\W*(?:[0-9]{1,2}\s?[.)º°-]+\s*)?([^\W\d_]+)(?:[^\n:\w]+[^\W\d_]+){0,3}?[*_~]*"
    rf"(?:[ \t]+{_ANSWER}(?!\w)|:[ \t]+\w)"
)
# "Naju vai levar o gelo, zé o carvão, eu a carne".
SHARES = re.compile(
    r"\s+(?:o|a|os|as|el|la|los|las|the)\s+(?:[^\W\d_]+\s+){0,2}?[^\W\d_]+\s*"
    r"(?:,|[.!\n]|$|\s(?:e|y|and)\s)"
)
SHARING = re.compile(
    r"\b"
    + any_of(
        """
        leva levar traz trazer traz compra comprar fica_com faz paga lleva llevar trae traer compra
        pone paga brings bring has takes gets buys
        """
    )
    + r"\s+(?:o|a|os|as|el|la|los|las|the)\s[^.!?\n]{1,30},\s*(?:e\s|y\s|and\s)?(?:[oa]\s)?$"
)
# "X has ice, Y has the grill": two do the same.
ALIKE = re.compile(
    r"[*_~]*\s+"
    r"(?P<verb>has|brings|takes|leva|traz|trae|lleva|fica com|pone|compra|faz|vai levar|vai trazer)"
    r"\s(?P<what>[^.!?\n]{2,50}?)[*_~]*\s(?P=verb)\s"
)
