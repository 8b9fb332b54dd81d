"""Words that announce a person, in Portuguese, Spanish and English.

Expressions in what `re` and the Rust crate `regex` share, parted by blanks; "_" is a blank inside
one. Each begins with a letter or a class of letters: by that letter they are looked up.
"""

SELF = r"""
me_chamo chamo-me se_chama se_llama chama-se meu_nome(?:_completo)?_(?:é|eh|e)
nome_del[ae]_(?:é|eh|e) me_llamo me_llaman name['’]s my_(?:full_)?name(?:_is|['’]s)
his_name(?:_is|['’]s) her_name(?:_is|['’]s) mi_nombre(?:_completo)?_es su_nombre(?:_completo)?_es
calls?_me pode_me_chamar_de named_(?:him|her) last_name\? maiden_name_is partner['’]s_name
"""
MY = "minha meu mi my noss[oa] tua teu sua seu his her our your su tu"
KIN = """
filh[oa] m[ãa]e pai irm[ãa]o? espos[oa] marido mulher namorad[oa] noiv[oa] amig[oa] prim[oa]
sobrinh[oa] net[oa] netinh[oa] av[óôo] vizinh[oa] cunhad[oa] sogr[oa] genro nora colega chefe
afilhad[oa] padrinho madrinha hij[oa] madre padre herman[oa] novi[oa] mujer sobrin[oa] niet[oa]
abuel[oa] vecin[oa] jef[ae] ti[oa] cu[ñn]ad[oa] suegr[oa] yerno nuera ahijad[oa] son daughter mother
mom mum father dad brother sister wife husband girlfriend boyfriend friend cousin niece nephew boss
neighbou?r uncle aunt partner kid grandson granddaughter stepson stepdaughter roommate
"""
TITLE = """
doctora? doutora? senhora? professora? desembargadora? ministr[oa] ju[ií]za? delegad[oa] vereadora?
deputad[oa] senadora? dona padre pastora? se[ñn]ora? se[ñn]orita enfermeir[oa] profe frei coronel
sargento capit[ãa]o do[ñn]a
"""
ABBREVIATED = "dra? srt[aª] sr\\(a\\) sra? profa? prof[ªº] d[ªº] mrs? mme desa"
SHORT_TITLE = "ing lic arq eng[ªa]? adv min des rev cel sgto? cap ms tte"
SPOKEN_TITLE = """
don tia tio aunt uncle compadre comadre t[íi][ao] v[óô] vov[óôo] grandma grandpa abuelit[oa]
"""
POLITE_TITLE = "ms miss sir lady"
FIELD = """
titular favorecid[oa] benefici[áa]ri[oa] destinat[áa]ri[oa] remetente pagador recebedor
nome(?:_completo|_social)? name full_name first_name last_name nombre contat[oa] contact[oa]?
paciente cliente respons[áa]vel alun[oa] relatora? apelante apelad[oa] agravante agravad[oa] autora?
r[ée]u? requerente requerid[oa] impetrante impetrad[oa] advogad[oa] testemunha procuradora?
embargante embargad[oa] recorrente recorrid[oa] remite firmado(?:_por)? signed(?:_by)? dependente
assinad[oa](?:_(?:eletronicamente|digitalmente))?(?:_por)?
"""
ABOUT = """
paciente cliente alun[oa] aqui_[ée] sou soy i['’]?m i_am this_is it['’]?s habla signed ask_for
procur(?:ar?|e)(?:_por|_pel[oa])? assinad[oa]
"""
PRESENTED = "aqui_[ée]_[oa] sou_[oa] soy_(?:el|la)"
PARENT = "pai m[ãa]e madre padre mother father"
ASKED_FOR = """
em_nome_d[aeo] no_nome_d[aeo] a_nombre_de on_behalf_of in_the_name_of
fal(?:ar?|ei|e|em|ou|amos)_(?:com|c/) habl(?:ar|a|e|é|en|ó)_con talk(?:ed)?_to talk_with
speak_(?:to|with) spoke_(?:to|with) quem_fala_(?:[ée]|aqui_[ée]) aqui_quem_fala_[ée]
aos_cuidados_d[aeo] a/c c/o follow_up_with assinad[oa]_por a_favor_d[aeo] pregunt(?:ar?|e|en)_por
pergunt(?:ar?|e|em)_(?:por|pel[oa]) ped(?:ir|e|i|em)_por preguntar_por
trat(?:ar|e|a)_com combin(?:ar|ei|a)_com
lig(?:ar|ue)_(?:pra|para) titular favorecid[oa] benefici[áa]ri[oa] respons[áa]vel
"""
CLOSING = """
att atte atenciosamente atentamente cordialmente abra[çc]os? abs beijos bjs? saludos best regards
cheers sincerely thanks yours obrigad[oa] grat[oa] gracias abra[çc][ãa]o bjos bjinhos beijinhos
cumprimentos xoxo love besos un_abrazo abrazos? saudações
"""
ENDING = "att atte abs abra[çc]os? beijos beijinhos bjs? saludos abrazos?"

# For chats alone: whoever is spoken of by what they do, or are to somebody.
ROLE = """
vizinh[oa] cunhad[oa] prim[oa] sobrinh[oa] net[oa] netinh[oa] irm[ãa]o? filh[oa] filhinh[oa]
afilhad[oa] sogr[oa] genro nora madrinha padrinho marido espos[oa] namorad[oa] noiv[oa] amig[oa]
colega chefe patr[ãa]o patroa enfermeir[oa] m[ée]dic[oa] dentista psic[óo]log[oa] fisioterapeuta
nutricionista pediatra veterin[áa]ri[oa] professora? profe educadora? orientadora? coordenadora?
diretora? secret[áa]ri[oa] monitora? tutora? alun[oa] estudante s[íi]ndic[oa] zeladora? porteir[oa]
faxineir[oa] diarista empregada bab[áa] ama cozinheir[oa] motorista taxista motoboy entregadora?
carteir[oa] estafeta pedreir[oa] pintora? eletricista encanadora? canalizadora? marceneir[oa]
carpinteir[oa] jardineir[oa] mec[âa]nic[oa] t[ée]cnic[oa] corretora? advogad[oa] contadora?
contabilista atendente recepcionista vendedora? cabeleireir[oa] barbeir[oa] manicure costureir[oa]
[áa]rbitr[oa] goleir[oa] treinadora? pastora? padre catequista presidente presidenta tesoureir[oa]
inquilin[oa] senhori[oa] locat[áa]ri[oa] propriet[áa]ri[oa] don[oa] moradora? candidat[oa]
funcion[áa]ri[oa] estagi[áa]ri[oa] volunt[áa]ri[oa] aniversariante mo[çc][oa] menin[oa] rapaz
senhora? don vecin[oa] cu[ñn]ad[oa] sobrin[oa] niet[oa] herman[oa] hij[oa] ahijad[oa] suegr[oa]
yerno nuera madrina padrino novi[oa] compa[ñn]er[oa] jef[ea] enfermer[oa] maestr[oa] profesora?
educadora? directora? secretari[oa] alumn[oa] portera? portero conserje cociner[oa] ni[ñn]era
ch[óo]fer conductora? repartidora? carter[oa] alba[ñn]il plomer[oa] fontaner[oa] jardiner[oa]
abogad[oa] peluquer[oa] entrenadora? cura tesorer[oa] caser[oa] due[ñn][oa] propietari[oa]
se[ñn]ora? se[ñn]orita abuel[oa] chic[oa] neighbou?r cousin niece nephew aunt uncle grandma grandpa
granny nana roommate flatmate housemate friend coworker colleague teacher coach nurse dentist
therapist pastor deacon officer sheriff principal counselor babysitter sitter nanny landlord
landlady tenant plumber electrician handyman mechanic realtor lawyer accountant barber hairdresser
mailman janitor treasurer referee patient student brother sister son daughter wife husband
girlfriend boyfriend mom mum dad mother father boss partner little baby kid grandson granddaughter
brother(?:-|_)in(?:-|_)law sister(?:-|_)in(?:-|_)law son(?:-|_)in(?:-|_)law
daughter(?:-|_)in(?:-|_)law mother(?:-|_)in(?:-|_)law father(?:-|_)in(?:-|_)law auxiliar cuidadora?
caregiver walker aide intern volunteer v[óô] vov[óôo] abuelit[oa]
"""
# The same, of which some are things as well: a name that is known must follow.
TRADE = """
av[óô]
parteira benzedeira sacrist[ãa]o coveir[oa] a[çc]ougueir[oa] padeir[oa] feirante caixa vigia
vigilante guarda seguran[çc]a bombeir[oa] policial despachante serralheir[oa] chaveir[oa]
borracheir[oa] frentista camareira gar[çc]om gar[çc]onete confeiteir[oa] doceira boleira merendeira
faz-tudo lavadeira maquiadora depiladora esteticista massagista doula obstetra ginecologista
cardiologista ortopedista terapeuta instrutora? maestro regente organista caseir[oa] encarregad[oa]
supervisora? bibliotec[áa]ri[oa] cont[íi]nuo pescador agricultora? caminhoneir[oa] m[úu]sico
baterista guitarrista violonista partera comadrona sacrist[áa]n carnicer[oa] panader[oa] tender[oa]
cajer[oa] bombero polic[íi]a cerrajer[oa] camioner[oa] meser[oa] camarer[oa] pasteler[oa] modista
costurera lavandera becari[oa] gestora? instructora? nietecit[oa] hijit[oa] hermanit[oa]
cunhadit[oa] irm[ãa]ozinho irm[ãa]zinha padeiro obreir[oa] di[áa]con[oa] presb[íi]ter[oa]
mission[áa]ri[oa] crossing_guard security_guard school_guard guard midwife sexton butcher baker
cashier bartender waiter waitress custodian janitor locksmith roofer contractor paralegal caseworker
social_worker case_worker youth_worker librarian instructor trainer organist seamstress tailor
groomer vet lunch_lady dog_walker bus_driver truck_driver van_driver cab_driver uber_driver
lifeguard firefighter paramedic caterer florist usher deaconess choir_director tour_guide super
"""
# What only people have, are asked, or are given.
OF_SOMEBODY = """
casa ap[êe] quarto carro moto bicicleta bike voo v[ôo]o consulta cirurgia exames? rem[ée]dio celular
telem[óo]vel telefone contat[oa] contacto e-?mail mochila chave anivers[áa]rio niver festa casamento
enterro vel[óo]rio missa batizado filh[oa]s? m[ãa]e pai irm[ãa]o? espos[oa] marido namorad[oa]
noiv[oa] prim[oa] tia tio av[óôo] sogr[oa] vizinh[oa] data_de_nascimento nascimento matr[íi]cula
sal[áa]rio curr[íi]culo bolo vaga aula boletim guarda-chuva carona boleia coche cuarto vuelo cita
tel[ée]fono n[úu]mero llaves? cumple cumplea[ñn]os boda entierro misa hij[oa]s? madre padre
herman[oa] novi[oa] mujer vecin[oa] fecha_de_nacimiento mochila entrada mam[áa] pap[áa] sobrenome
apellido s[íi]tio barraca oficina taller puesto consult[óo]rio ch[áa]cara horta cachorro gato perro
pedido encomenda paquete recado receita receta foto voz turno
"""
# Of whom one is: "el hijo de Remedios".
RELATIVE = """
hij[oa] filh[oa] net[oa] niet[oa] irm[ãa]o? herman[oa] prim[oa] sobrinh[oa] sobrin[oa] espos[oa]
marido mulher mujer novi[oa] namorad[oa] cunhad[oa] cu[ñn]ad[oa] sogr[oa] suegr[oa] vizinh[oa]
vecin[oa] amig[oa] colega genro nora yerno nuera mam[áa] pap[áa] abuel[oa] av[óô]
"""
# The one who does something: "quem trata do contrato é ...", "lo recibió ...".
WHO = "quem quien qui[ée]n who whoever el_que la_que o_que a_que the_one"
DONE = """
recebid[oa]_(?:por|pel[oa]) entregue_(?:por|pel[oa]|[àa]o?|para) atendid[oa]_(?:por|pel[oa])
assinad[oa]_(?:por|pel[oa]) pag[oa]_(?:por|pel[oa]) autorizad[oa]_(?:por|pel[oa])
enviad[oa]_(?:por|pel[oa]) reservad[oa]_(?:por|para|em_nome_de) recibid[oa]_por
entregad[oa]_(?:a|por) atendid[oa]_por firmad[oa]_por enviad[oa]_por autorizad[oa]_por recebeu
recebe recibi[óo] recibe recogi[óo] recoge retir[ao]u? atendi[óo] atendeu received_by signed_by
signed_for_by delivered_(?:to|by) handled_by booked_by paid_by picked_up_by sent_by approved_by
faleceu falleci[óo] muri[óo] morreu passed_away chamamos cham(?:a|e|em|ar|ei) avis(?:a|e|em|ar|ei)
procur(?:a|e|em|ar|ei) perguntem?_(?:ao?|por) preg[úu]nt(?:a|en|ale)_a d[ií](?:le|ganle)_a
av[ií]sa(?:le)?_a ll[áa]m(?:a|ale|en)_a autorizo autorizo_[oa] autorizo_la_entrada_de un_tal una_tal
um_tal(?:_de)? uma_tal(?:_de)? pid[ae]n?_por pe[çc]am_por conhecid[oa]_por conhece(?:m)?_(?:o|a)
rez(?:emos|em|amos|ar|e|o|ando)_(?:por|pel[oa])
or(?:emos|em|amos|ar|a[çc][ãa]o|a[çc][õo]es)_(?:por|pel[oa]) oraci(?:ón|on|ones)_por recen_por
pray_for praying_for prayers_for missa_(?:por|pel[oa]) misa_por em_mem[óo]ria_d[aeo] en_memoria_de
in_memory_of for[çc]a_(?:pro|pra|ao|[àa]) intercedam_por torcendo_(?:por|pel[oa])
conocid[oa]_(?:por|como) known_as goes_by atende_por chamam_de le_dicen apelidad[oa]_de
conhecid[oa]_como preocupad[oa]_com worried_about lembra(?:m)?_d[aeo] se_acuerda[ns]?_de remember
heard_from anyone_know tell ask call text remind invite thank thanks_to met meet saw contact email
inscrever matricular buscar levar visitar convidar conhecer ajudar esperar substituir cobrir
acompanhar inscribir recoger llevar traer visitar invitar conocer ayudar acompa[ñn]ar sign_up
pick_up drop_off register enroll visit
"""
WITH = "com con with c/"
# "our caregiver is Odette", "o síndico é o Rui"; see `NAMED_THINGS` for what else may be so called.
BE = "[ée] eh es is era was foi fue ser[áa]? be"
# What people do: behind a name.
DOES = """
disse falou perguntou respondeu pediu avisou ligou mandou mora trabalha casou viajou trouxe esqueceu
chegou adoeceu nasceu faleceu dijo pregunt[óo] respondi[óo] pidi[óo] avis[óo] llam[óo] vive trabaja
naci[óo] said says told asked replied texted called brought forgot lives works took_(?:her|his) vai
vem veio levou deixou passou conseguiu quer viene trajo lleg[óo] dej[óo]
"""
GREETING = """
ol[áa] oi bom_dia boa_tarde boa_noite prezad[oa] car[oa] estimad[oa](?:/[ao]|\\([ao]\\))? querid[oa]
hola buen[oa]s(?:_(?:d[íi]as|tardes|noches))? hi hello hey dear good_(?:morning|afternoon|evening)
"""
# Lists of people, and what else stands before a colon.
HEADING = """
escala[çc][ãa]o escala presentes? ausentes? participantes inscritos convidados passageiros alunos
equipe time chapa comiss[ãa]o padrinhos testemunhas elenco sorteados volunt[áa]ri[oa]s
respons[áa]veis pasajeros asistentes invitados alumnos padrinos testigos equipo turnos? rol lista
convocados convocat[óo]ria attendees present absent guests passengers players lineup line-up roster
riders volunteers team list shifts
"""
# On a line, in front of a name whose colon is lost.
LABEL = """
nome(?:_completo)? nombre(?:_completo)? name full_name alun[oa] alumn[oa] paciente motorista
conductora? driver respons[áa]vel responsable destinat[áa]ri[oa] destinatari[oa] remetente
passageir[oa] pasajer[oa] student patient jugadora? jogadora? player titular tutora?
"""
PETS = """
cachorr[oa] cachorrinh[oa] cadela gat[oa] gatinh[oa] papagaio periquito calopsita perr[oa]
perrit[oa] loro perico tartaruga tortuga hamster cavalo caballo vaca galinha gallina dog puppy cat
kitten parrot horse turtle rabbit rooster mascote mascota mascot peixe pez fish carro moto car truck
barco boat
"""
_NAMED_THINGS = """
filme livro musica cidade bairro rua local sala modelo marca produto tema serie jogo obra autor
autora titulo banda podcast curso escola pelicula libro cancion movie book song game album show city
street room brand model topic recipe banco hospital igreja colegio santo santa padroeiro padroeira
peca poema novela bolo receita cor color planeta estrela time equipo team feriado
"""
NAMED_THINGS = frozenset(_NAMED_THINGS.split())
# "Dom Casmurro de ...", "Pride and Prejudice by ..."; lines of buses are called after people.
WORKS = """
livros? romance filme m[úu]sica poema quadro pe[çc]a obra libro novela pel[íi]cula canci[óo]n cuadro
book novel movie film song album play poem painting read reading leio lendo ler leer leyendo lectura
leitura club clube vestibular prova examen exam trimestre semestre obra biblioteca library
"""
TRAFFIC = """
[ôo]nibus busão autocarro linha ponto parada esta[çc][ãa]o esquina tr[âa]nsito engarrafamento
congestionamento sem[áa]foro rotat[óo]ria rotunda viaduto t[úu]nel metr[ôo] trem comboio terminal
camión colectivo estaci[óo]n cruce glorieta bus stop station traffic altura avenida pra[çc]a
"""
