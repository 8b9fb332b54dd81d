"""What stands around a name: expressions for folded text, in Portuguese, Spanish and English.

What they mean for a word is for `name_context` to say. Names of several expressions say on which
side of the word they are matched: `ORDER` behind it, `GREETED` before it.
"""

import re

from acervo.privacy.names import any_of

_TITLE = any_of(
    """
    resp dona seu srt?a sr senhora? senorita dra? doutora? profa? profe professora? enga? don mr mrs
    ausentes? absent assigned_to action_item_for approved_by reviewed_by seconded_by motion_by
    minutes_by minutes_taken_by atribuid[oa]_[ao] asignad[oa]_a aprovad[oa]_pel[oa] aprovad[oa]_por
    aprobad[oa]_por apoiad[oa]_por apoiad[oa]_pel[oa] secundad[oa]_por redigid[oa]_por
    redactad[oa]_por pendencia_d[aeo] tarefa_d[aeo] tarea_de proposta_d[aeo] propuesta_de
    assinado signed firmado
    ms miss tia tio vo vovo aunt uncle mestre padre pastora? compadre comadre cunhad[oa] prim[oa]
    mana mano titi[oa] chamo chama chamad[oa] chamo-me nome_eh? llamo llama name_is called
    """
)
_KIN = (
    any_of("minha? meu mi my noss[oa] tua? teu sua his her our your")
    + r"\s+"
    + any_of(
        """
    filh[oa] mae pai irma irmao espos[oa] marido mulher namorad[oa] noiv[oa] amig[oa] prim[oa]
    sobrinh[oa] net[oa] avo vizinh[oa] cunhad[oa] sogr[oa] colega chefe hij[oa] madre padre
    hermana?o? novi[oa] mujer sobrin[oa] niet[oa] abuel[oa] vecin[oa] jef[ae] son daughter mother
    mom mum father dad brother sister wife husband girlfriend boyfriend friend cousin niece nephew
    boss neighbou?r aunt uncle tia tio abuel[oa] partner afilhad[oa] madrinha padrinho
    """
    )
)
_GREETING = any_of(
    """
    amig[oa] oi+e? ola opa eae? e_ai ei bom_dia boa_tarde boa_noite parabens obrigad[oa] obg valeu
    vlw brigad[oa] feliz_aniversario hey hi+ hello thanks thank_you thx dear querid[oa] car[oa]
    hola+ buenas buenos_dias gracias felicidades congrats congratulations happy_birthday welcome
    bem[-_]vind[oa] bienvenid[oa] good_morning morning cheers love_you sorry desculpa tchau bye
    adios te_amo amo_voce amo_vc te_adoro salve fala oye yo lol besos beso bjs? beijos abs abraco
    mano cara well_done nice_one miss_you thanks_so_much muito_obrigad[oa] good_night gnight night
    feliz_cumple feliz_cumpleanos forca calma sou_eu aqui_e_[ao] e_a[ei]
    """
)
_SAYS = any_of(
    """
    disse diz dizia falou fala falava falaram perguntou pergunta respondeu comentou contou conta
    explicou pediu mandou avisou achou acha quer queria sabe sabia escreveu ligou combinou lembrou
    esqueceu confirmou sugeriu propos prefere pensa gosta gostou adorou topou mora trabalha trouxe
    viajou reclamou prometeu jurou concordou discordou chamou convidou dijo dice hablo pregunto
    respondio conto pidio aviso cree quiere quiso vive trabaja llamo escribio trajo comento said
    says told tells asked asks replied thinks thought wants wanted knows knew wrote called lives
    works likes liked loves brought mentioned suggested agreed promised sent emailed texted forgot
    owes contesta atende responde apresenta apresentou anota anotou presenta presento toma_notas
    presents presented takes_notes took_notes se_absteve absteve-se se_abstuvo abstained
    """
)
_ACTS = any_of(
    """
    paga confirma traz leva topa trae paga_a vai vem veio foi chegou saiu tem tinha esta ta tava
    estava pode poderia podia consegue conseguiu precisa fez faz comprou pagou levou deixou ficou
    passou voltou viu va viene vino llego salio tiene puede estaba fue hizo is was has had will can
    could came went does did would should
    """
)
_ADVERB = any_of(
    """
    que ja nao n nunca sempre tambem tb so me te nos lhe se ainda ai hoje ontem no siempre tambien
    ya just also never always already
    """
)
_ORDERS = any_of(
    """
    vc voce tu you vem venha ven pode podes poderia me te olha ola oi manda traz liga fala diz ve
    veja come can could please pls are do did have por_favor pf obrigad[oa] gracias thanks thank
    quando cade onde que_horas puedes mira dime call send tell bom boa parabens feliz cuida avisa
    espera volta da tem_como what when where consegues consegue tens tem
    """
)
_ARTICLE = any_of(
    """
    o a ao do da pro pra pelo pela com c com_[oa] para_[oa] para el la del al con with and e y das?
    dos? que_[oa]
    """
)
_STREETS = any_of(
    """
    rua r[.] avenida av[.]? travessa tv[.]? alameda al[.] praca pca[.]? rodovia estrada viela beco
    calle c/ plaza paseo carrera
    """
)
_RANKS = any_of(
    """
    professora? prof[.]? dra?[.]? dom dona general gal[.]? coronel cel[.]? padre pe[.]? presidente
    pres[.]? capitao major d[aeo]s? de_la
    """
)
_PLACES = any_of(
    """
    vila jardim jd bairro edificio residencial condominio conjunto colonia barrio parque colegio
    escola hospital igreja shopping estadio clube banco loja padaria bar restaurante cidade ciudad
    city banda time hotel praia playa estacao estacion serra marina porto ilha lago lagoa rio
    projeto
    """
)
_AND = r"\s*(?:\s(?:e|y|and|ou|or)\s|[,/&+])\s*(?:(?:o|a|el|la)\s+)?"

SURE_BEFORE = re.compile(rf"(?:[@#]|\b{_TITLE}\.?\s+|\b{_KIN}[,:]?\s+(?:[ae]\s+)?)$")
GREETED = re.compile(rf"(?:^|[\s,.!?]){_GREETING}[,!]?\s+$")
ENDS_CLAUSE = re.compile(
    r"\s*(?:[^\w\s]|\n|$|" + any_of("e tudo td por pel[oa] for how como") + r"\b)"
)
SAYING = re.compile(rf"\s+(?:{_ADVERB}\s+){{0,2}}{_SAYS}\b")
ACTING = re.compile(rf"\s+(?:{_ADVERB}\s+){{0,2}}{_ACTS}\b")
ORDER = re.compile(rf"\s*,\s*{_ORDERS}\b")
JOINED_BEFORE = re.compile(rf"([^\W\d_]+)(?:{_AND}|\s+)$")
JOINED_AFTER = re.compile(rf"{_AND}([^\W\d_]+)")
BESIDE = re.compile(rf"(?:^|[\s(]){_ARTICLE}\s+$")
THE = re.compile(r"\b" + any_of("the an this these your our their its um uma un una") + r"\s+$")
MET = re.compile(r"\b" + any_of("with ask asked told tell met love saw com con") + r"\s+$")
SAINT = re.compile(
    r"\b"
    + any_of(
        "sao santa santo san st saint sta sto ave virgem virgen banho lei nossa_senhora"
        " nossa_senhora_d[aeo]s? cirio_de jesus_de los las"
    )
    + r"[.\s-]\s*$"
)
STREET = re.compile(
    rf"\b{_STREETS}\s+(?:{_RANKS}\s+)?(?:[^\W\d_]{{2,}}\s+(?:d[aeo]s?\s+)?){{0,3}}$"
)
STREET_AFTER = re.compile(
    r"\s+" + any_of("street st avenue ave road rd lane drive boulevard blvd square bridge") + r"\b"
)
PLACE = re.compile(rf"\b{_PLACES}\.?\s+(?:d[aeo]s?\s+|de la\s+)?$")
IN = re.compile(r"\b" + any_of("em in en from to near at para pra ate de desde visit") + r"\s+$")
OPENING = re.compile(
    r"(?:^|[.!?…:\n\x1e>•]|\s/(?=\s)|[^\w\s,;'\"`()/&@#+-])[\s\"'`“”«»(\[*_~–—-]*$"
)
CAPITAL_BEFORE = re.compile(r"([A-ZÀ-ÖØ-Þ][\wÀ-ÿ]+)[ ]$")
CAPITAL_AFTER = re.compile(r"[ ](?:(?:d[aeo]s?|del|de la) )?([A-ZÀ-ÖØ-Þ][\wÀ-ÿ]+)")
LETTERS = re.compile(r"[^\W\d_]+")
# A name that opens a line: behind "[12/03/2021 18:36]", "2.", "-", and before ":", a score or "✅".
HEADER = re.compile(r"(?:^|\n)\W*[0-9][0-9/.:, -]{6,24}(?:[ap][.]?\s?m[.]?)?\s*[\]-]\s*[*_~]*$")
COLON = re.compile(r"[*_~]*\s?:\s")
BULLET = re.compile(
    r"(?:^|[\n\x1e]|[.…!]\s)[^\w\n]*(?P<number>[0-9]{1,2}\s?[.)º°-]+\s*)?[^\w\n#@]*$"
)
CONTACT = re.compile(
    r"[*_~]*\s*[:,(–—-]*\s*(?:(?:"
    + any_of(
        """
        nasc(?:imento)? nascid[oa] nacid[oa] nac data_de_nasc(?:imento)? born dob b-?day cpf rg cnh
        nif dni nie ssn tel(?:efone|efono)? cel(?:ular)? fone phone cell zap whats(?:app)? e-?mail
        passaporte pasaporte passport pix placa plate
        """
    )
    + r")[.:]{0,2}\s+(?:(?:em|el|on|in|no|n[.º])\s*)?)?\[[a-z]+_[0-9]+\]"
)
SCORE = re.compile(r"[*_~]*\s?[:–—-]\s?[0-9]{1,3}\s?(?:[x×–-]|a)\s?[0-9]")
CELL = re.compile(r"[*_~]*\s*(?:$|ok\b|[0-9\n:✅✔👍(–—-])")
LABELLED = re.compile(r"[*_~]*[ \t]*(?:$|ok\b|[0-9]|[\n:\[(,✅✔👍|–—-])")
FACE = re.compile(r"[*_~]*\s*[😀-🙄🤗-🤯🥰-🥺❤💕-💞][\W]*$")
SPEECH = re.compile(r"[*_~]*:\s+[a-z]")
FIRST_OF_LINE = re.compile(
    r"(?m)^\W*(?:[0-9]{1,2}\s?[.)º°-]+\s*)?([^\W\d_]+)(?=\s*(?:[^\w\s]|$|ok\b|[0-9]))"
)
GENITIVE = re.compile(r"['’][sS]\s+[a-zA-Z]")
COMMA = re.compile(r",\s*$")
PRAISE = re.compile(
    r"\s+" + any_of("melhor linda rainha rei te_amo mejor best queen presidenta?e?") + r"\b"
)
ASKED_FOR = re.compile(
    r"\b(?:"
    + any_of(
        """
        concordo concorda carona fala falei falar falou falando conversa conversei conversar combina
        combinei combinar combinou saiu sai vou vamos fui foi ir mora casou casar namora trabalha
        trabalho estuda hablar hable habla hablo hablen
        """
    )
    + r"\s+(?:com|c|con)(?:\s+[oa])?|"
    + any_of(
        """
        pergunta perguntei perguntar pergunte pede pedi pedir peca avisa avisei avisar avise manda
        mandei mandar liga liguei ligar diz diga entrega entreguei passa passei pago paguei devo
        deve fala conta explica mostra lembra empresta
        """
    )
    + r"\s+(?:(?:isso|tudo|la)\s+)?(?:pra|para|pro|a|ao|p)(?:\s+[oa])?|"
    + any_of("preguntale dile avisale pidele pregunta dale escribele pasale")
    + r"\s+a(?:\s+la)?|"
    + any_of(
        "aniversario_d[aeo] aniver_d[aeo] niver_d[aeo] cumple_de cumpleanos_de na_casa_d[aeo]"
        " llame_a"
    )
    + "|"
    + any_of("ask tell told thank meet met text invite call_with talk_to spoke_to")
    + r")\s+$"
)
THANKED = re.compile(
    r"\b(?:"
    + any_of(
        """
        obrigad[oa] obg brigad[oa] valeu vlw tudo_bem te_amo parabens desculpas? verdade concordo
        isso vem vamos bora saudades gracias perdon te_quiero thanks thank_you love_you sorry
        see_you agreed well_done good_job
        """
    )
    + r"|"
    + any_of("tudo_bem e_ai como_vai como_esta que_tal how_are_you")
    + r")(?:\s+(?:demais|mesmo|viu|logo|ca|aqui|embora|mucho|muito))?\s*,\s*$"
)
SPOKEN_TO = re.compile(
    r"[*_~]*,?\s+"
    + any_of(
        "can_you could_you where_are_you where_r_u are_you_(?:there|coming|ok)"
        " do_you did_you thanks"
        " u_up u_there just_left lol"
    )
    + r"\b"
)
ADDRESSED = re.compile(
    r"[*_~]*,?\s+(?:"
    + any_of(
        """
        vc voce tu_(?:vai|vem|vais|viste|podes|pode|sabe|ta|tas) cade
        me_(?:manda|passa|liga|avisa|diz) vem_(?:ca|aqui|logo|pra) ven_(?:ya|aca|aqui)
        onde_(?:vc|voce|tu|andas|estas) por_onde_anda (?:te|to)_(?:amo|esperando) podes?
        pode_(?:confirmar|me|ver|mandar|passar|trazer|vir|falar|olhar|ajudar) obrigad[oa] parabens
        feliz bom_dia boa_(?:tarde|noite) tudo_bem donde_(?:estas|andas) puedes gracias feliz_cumple
        me_debe owes_me me_deve paga_o trae trouxe traz leva ya_se_fue can_you could_you
        where_(?:are|r)_(?:you|u) are_you do_you did_you thanks thank_you happy_birthday lol haha+
        ja(?:ja)+ k{3,} u_up r_u minha_(?:linda|querida|amiga|filha|flor)
        meu_(?:amor|querido|amigo|filho) do_ceu carino mi_amor
        acabou_de_(?:sair|chegar|ligar|mandar|falar) isn't_(?:here|coming|home|in) hasn't doesn't
        didn't just_(?:left|arrived|called|told|said|texted|sent) paid bought pagou comprou llama
        liga responde contesta atende ta_(?:on|chegando|vindo|ai|online|indo) u_there
        """
    )
    + r")\b|\s+¿"
)
QUESTION = re.compile(r"[*_~]*\s*\?")
_PRONOUN = any_of("eu ela ele yo ella el me i she he him her nos voce vc tu")
AND_PRONOUN = re.compile(rf"\s+(?:e|y|and|&)\s+{_PRONOUN}\b(?!\s+(?:tambem|too|es|e|is)\b)")
PRONOUN_AND = re.compile(rf"\b{_PRONOUN}\s+(?:e|y|and|&)\s+(?:[oa]\s+)?$")
PAIRS = frozenset(("**", "__", "~~", "``", "()", '""', "“”", "''", "[]"))
MISSED = re.compile(
    r"\b(?:"
    + any_of("cade kd donde_esta saudades?_d[aeo]")
    + r"(?:\s+[oa])?|where_is|where's|give_it_to|did|has_anyone_seen)\s+$".replace("_", r"\s+")
)
MOVES = re.compile(
    r"\s+(?:ja |nao |tambem |so |ya |no )*(?:"
    + any_of(
        """
        ta_(?:chegando|vindo|on|online|indo|saindo) vem vens veio vienes viene volta viajou viaja
        chega (?:saiu|chegou|voltou)_(?:de|d[oa]|daqui|aqui|em)
        foi_(?:embora|pra|para|no|na|ao|buscar|comprar) vai_(?:vir|trazer|levar|chegar_atrasad[oa])
        """
    )
    + r")\b"
)
# What is looked for and comes by itself, and what is cried.
_FAMILY = any_of(
    """
    familia marid[oa] espos[oa] namorad[oa] mulher mae pai filh[oa]s? turma companhia galera husband
    wife family kids friends novi[oa] hij[oa]s?
    """
)
AND_FAMILY = re.compile(
    rf"\s+(?:e|y|and|&)\s+(?:(?:[oa]s?|su|el|la|seu|sua|his|her|the)\s+)?{_FAMILY}\b"
)
THINGS = frozenset(
    [
        "luz",
        "sol",
        "mar",
        "lua",
        "vitoria",
        "victoria",
        "paz",
        "esperanca",
        "graca",
        "flor",
        "mercedes",
        "natal",
    ]
)
CRIES = frozenset(["socorro", "gloria", "amor", "paz"])
TOGETHER = re.compile(
    r"\s+(?:ja |nao |tambem |ya |no |se )?"
    + any_of(
        """
        vao vem vieram foram chegaram chegam sairam estao tao tem tiveram podem querem ficaram
        trouxeram llegan llegaron van vienen vinieron fueron estan tienen pueden quieren salen
        trajeron are were have went came will_be arrived left want brought
        """
    )
    + r"\b"
)
PAIR_AFTER = re.compile(rf"\s+(?:e|y|and|&)\s+(?:[oa]\s+)?([^\W\d_]+){TOGETHER.pattern}")
PAIR_BEFORE = re.compile(
    r"(?:^|[^\w\s]\s*|\n)(?:[oa]\s+)?([^\W\d_]+)\s+(?:e|y|and|&)\s+(?:[oa]\s+)?$"
)
# Names that English writes as verbs and nouns in front of "you": "will you", "hope you".
VERBS = frozenset(
    [
        "will",
        "may",
        "mark",
        "hope",
        "bill",
        "art",
        "grant",
        "chase",
        "rob",
        "sue",
        "pat",
        "drew",
        "rose",
        "dash",
        "rush",
        "trip",
    ]
)
