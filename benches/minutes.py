"""Minutes by the thousand, made up from a seed: all different, all of them such as `lgl` builds without a finding.

The bodies, the towns and the trades are real ones; no person, no case and no sentence is.
"""

import datetime
import random

FIRST_DAY = datetime.date(1996, 1, 8)
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
MEMBERS = [
    "Borgholms kommun", "Emmaboda kommun", "Hultsfreds kommun", "Högsby kommun", "Kalmar kommun",
    "Kommunförbundet Kalmar län", "Mönsterås kommun", "Mörbylånga kommun", "Nybro kommun",
    "Oskarshamns kommun", "Region Kalmar län", "Torsås kommun", "Vimmerby kommun", "Västerviks kommun",
]
GUESTS = ["Linnéuniversitetet", "Försäkringskassan", "Socialstyrelsen", "Arbetsförmedlingen", "Skolverket"]
FIRST = """Agneta Alva Anders Annika Arvid Astrid Barbro Bengt Birgitta Bo Carina Cecilia Dag Ebba Edvin Elin Elsa
Emil Erik Eva Fredrik Frida Gunilla Gustav Hanna Helena Henrik Håkan Ida Inger Ingrid Jakob Johan Jonas Josefin
Karin Katarina Kerstin Klara Lars Lena Linnea Lisbeth Lovisa Magnus Maja Malin Margareta Mats Mikael Nils Olof
Patrik Per Pernilla Petra Rickard Rut Sara Sigrid Sofia Stefan Sven Tage Therese Tobias Ulla Ulrika Valter Vera
Viktor Yvonne Åke Åsa Örjan""".split()
LAST = """Alm Asp Berg Bergkvist Björk Blom Boman Bring Dahl Dalgren Ek Ekberg Enström Fager Falk Forsell Fors Fredin
Gran Grip Hagman Hammar Hed Hedlund Holm Hult Ivarsson Jarl Kvist Käll Lager Lilja Lind Lindahl Ljung Lund Löf
Malm Melin Modig Morén Nordin Norling Nyman Näslund Palm Qvarnström Rask Rehn Ros Rydell Sjöberg Skog Stark
Ståhl Strand Sund Säll Tall Thelin Törn Uddman Vallin Wik Åberg Åkerlund Öberg Östlund""".split()
DUTIES = [
    "utvecklingsledare", "samordnare", "processledare", "enhetschef", "förvaltningschef", "socialchef",
    "skolchef", "verksamhetschef", "projektledare", "kvalitetsutvecklare",
]
PLACES = [
    "Regionens hus, Kalmar", "Stadshuset, Oskarshamn", "Kommunhuset, Högsby", "Folkets hus, Nybro",
    "Stadshuset, Västervik", "Kommunhuset, Torsås", "Medborgarhuset, Vimmerby", "Rådhuset, Borgholm",
]
FIELDS = [
    "barn och unga", "psykisk hälsa", "äldre", "funktionshinder", "missbruk och beroende", "elevhälsa",
    "nära vård", "digital utveckling", "kompetensförsörjning", "anhörigstöd",
]
MATTERS = [
    "Utskrivning från slutenvården", "Hemsjukvårdens ansvar nattetid", "Gemensam introduktion av nya chefer",
    "Tidiga insatser för små barn", "Vårdsamordnare i kommunerna", "Läkemedel i särskilt boende",
    "Rehabilitering efter stroke", "Närvaro i grundskolan", "Stöd till unga vuxna utan arbete",
    "Samordnade individuella planer", "Digitala möten med patienter", "Länets familjecentraler",
    "Uppföljning av brukarnas erfarenheter", "Demensvård i hemmet", "Avgifter för hjälpmedel",
    "Beredskap vid värmeböljor", "Våld i nära relationer", "Skolsköterskornas arbetsvillkor",
    "Mottagning för unga i glesbygd", "Delning av uppgifter mellan system", "Trygg hemgång",
    "Kunskapsstöd för socialtjänsten", "Utbildning av handledare", "Personal i palliativ vård",
    "Mun- och tandhälsa hos äldre", "Fysisk aktivitet på recept", "Placerade barns skolgång",
    "Rutin för avvikelser", "Välfärdsteknik i glesbygd", "Föräldrastöd på fler språk",
]
THINGS = [
    "överenskommelsen", "handlingsplanen", "kartläggningen", "rutinen", "utbildningen", "vägledningen",
    "lägesrapporten", "förstudien", "tidsplanen", "målbilden", "remissen", "budgeten", "utvärderingen",
]
GROUPS = [
    "arbetsgruppen", "beredningsgruppen", "styrgruppen", "referensgruppen", "länets socialchefer",
    "kommunernas skolchefer", "regionens verksamhetschefer", "nätverket för samordnare",
]
SINGLE = [
    "{Group} har gått igenom {thing} och lämnar ett förslag som omfattar {few} åtgärder.",
    "Under {month} {year} besöktes {number} enheter i länet, och {part} av dem hade redan ändrat sitt arbetssätt.",
    "I {member} har {part} av medarbetarna deltagit, medan {other} väntar till {month} {later}.",
    "Föredragningen visar att {thing} fungerar bäst där chefer från båda huvudmännen möts varje månad.",
    "Antalet ärenden har ökat från {number} till {larger} på två år, framför allt inom {field}.",
    "Frågan togs upp av {group} redan {year} men fick då vänta på besked om finansieringen.",
    "Kostnaden beräknas till {cost} kronor, fördelat på huvudmännen efter befolkning.",
    "Två hinder återkommer i svaren: brist på tid och skilda regler för hur uppgifter får delas.",
    "{Group} vill att {thing} ses över innan den sprids till fler verksamheter.",
    "Av {larger} utskickade enkäter besvarades {number}, vilket är fler än vid förra mätningen.",
    "Erfarenheterna från {member} beskrivs som goda, även om starten drog ut på tiden.",
    "Den som berörs ska bara behöva berätta sin historia en gång.",
    "{Group} påminner om att {thing} gäller både dagtid och på helger.",
    "En genomgång av {number} ärenden inom {field} tyder på att stödet ofta kommer för sent.",
    "Arbetet följs av {group}, som lämnar en skriftlig rapport i {month} {later}.",
    "Skillnaderna mellan kommunerna är stora, och de kan inte förklaras med storlek eller avstånd.",
    "Flera deltagare efterlyser {thing} i en kortare form som går att använda i vardagen.",
    "Region Kalmar län bidrar med {few} tjänster, och kommunerna svarar för lokaler och restid.",
    "En första version prövades i {member} under {few} månader.",
    "Resultatet ska redovisas för {group} och därefter för de politiska nämnderna.",
    "Det saknas fortfarande en gemensam bild av vad {thing} ska leda till på lång sikt.",
    "Mötet diskuterar hur {field} kan få större utrymme när nästa års planer skrivs.",
    "Tillgången på utbildad personal är en fråga som {group} återkommer till.",
    "Barnets bästa ska vara utgångspunkt när {thing} revideras.",
    "Chefer i {member} berättar att nya medarbetare nu får samma introduktion som regionens egna.",
    "Det arbete som gjorts inom {field} har väckt intresse i flera andra län.",
]
POINTS = [
    "{Group} bjuds in till ett samtal i {month} {later}.",
    "Material tas fram på {few} språk.",
    "{member} prövar arbetssättet först.",
    "Varje huvudman utser en kontaktperson.",
    "Utbildningsdagar hålls under våren {later}.",
    "Uppföljningen omfattar {number} personer.",
    "En enkät går ut till alla chefer inom {field}.",
    "Resultatet publiceras på webben.",
]
RESOLVED = [
    "att ställa sig bakom förslaget till ny text för {thing}",
    "att uppdra åt {group} att ta fram en tidsplan för arbetet med {field}",
    "att avsätta {cost} kronor för arbetet under {later}",
    "att {thing} ska gälla från och med den {day} {month} {later}",
    "att rapporten läggs till handlingarna och skickas till samtliga huvudmän",
    "att pröva arbetssättet i {member} under {few} månader",
    "att återkomma till frågan när {group} har lämnat sin bedömning",
]
ASSIGNED = [
    "{person} tar fram ett underlag om {field} till nästa möte.",
    "{person} bjuder in {group} till en gemensam genomgång.",
    "{person} sammanställer kommunernas synpunkter på {thing}.",
]
WELCOME = [
    "{chair}, {seat}, öppnar mötet och hälsar alla välkomna.",
    "{chair}, {seat}, hälsar deltagarna välkomna och förklarar mötet öppnat.",
]


def day_of(index):
    """The day of a meeting: each has its own."""
    return FIRST_DAY + datetime.timedelta(days=index)


def in_words(day):
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class Minutes:
    """The minutes of one meeting: what the front matter says (`meta`) and the Markdown below it (`body`)."""

    def __init__(self, index, seed):
        self.chance = random.Random(f"{seed}/{index}")
        self.deck = []
        self.day = day_of(index)
        self.name = self.day.isoformat()
        chance = self.chance
        names = [f"{a} {b}" for a, b in zip(chance.sample(FIRST, 24), chance.sample(LAST, 24))]
        seats = MEMBERS + chance.choices(MEMBERS, k=4)
        self.present = list(zip(names, seats))
        self.guests = list(zip(names[len(seats):][:4], chance.sample(GUESTS, 4)))
        self.chair, self.seat = chance.choice(self.present)
        secretaries = [person for person in self.present if person[0] != self.chair]
        self.secretary, _ = chance.choice(secretaries)
        self.body = self.written()

    def meta(self):
        """The front matter as `lgl` reads it."""
        chance, year = self.chance, self.day.year
        start = chance.randint(8, 13)
        following = self.day + datetime.timedelta(days=chance.randint(28, 60))
        return (
            f"datum: {self.name}\n"
            f"tid: {start}.00–{start + 3}.{chance.choice(['00', '15', '30'])}\n"
            f"plats: {chance.choice(PLACES)}\n"
            f"ordförande: {self.chair}\n"
            f"sekreterare: {self.secretary}\n"
            f"diarienummer: RS {year}/{chance.randint(10, 4000)}\n"
            f"nästa_möte: {{datum: {following}, tid: 9.00–12.00}}\n"
        )

    def filled(self, text):
        chance = self.chance
        number = chance.randint(14, 480)
        group, member = chance.choice(GROUPS), chance.choice(MEMBERS)
        return text.format(
            group=group,
            Group=group[0].upper() + group[1:],
            thing=chance.choice(THINGS),
            field=chance.choice(FIELDS),
            member=member,
            other=chance.choice([m for m in MEMBERS if m != member]),
            month=chance.choice(MONTHS),
            year=self.day.year - chance.randint(1, 3),
            later=self.day.year + 1,
            day=chance.randint(1, 28),
            number=number,
            larger=number + chance.randint(20, 400),
            part=chance.choice(["hälften", "två tredjedelar", "en fjärdedel", "merparten"]),
            few=chance.choice(["två", "tre", "fyra", "fem", "sex", "åtta"]),
            cost=f"{chance.randint(40, 980)} 000",
            person=chance.choice(self.present)[0],
            chair=self.chair,
            seat=self.seat,
        )

    def sentences(self, count):
        """So many sentences; none comes again before all the others have been."""
        if len(self.deck) < count:
            self.deck = self.chance.sample(SINGLE, len(SINGLE))
        taken, self.deck = self.deck[:count], self.deck[count:]
        return " ".join(map(self.filled, taken))

    def item(self, is_first):
        """What is told of one matter, with what was decided."""
        chance = self.chance
        (name, seat), duty = chance.choice(self.present), chance.choice(DUTIES)
        parts = [f"Föredragare: {name}, {duty}, {seat}"]
        parts += [self.sentences(chance.randint(3, 5)) for _ in range(chance.randint(1, 4))]
        shape = chance.random()
        if shape < 0.45:
            points = [self.filled(text) for text in chance.sample(POINTS, chance.randint(3, 5))]
            parts += ["Arbetet går vidare i flera steg:", "\n".join(f"- {point}" for point in points)]
            parts += [self.sentences(2)]
        elif shape < 0.6:
            year = self.day.year
            rows = [
                f"| {member} | {chance.randint(8, 300)} | {chance.randint(8, 300)} |"
                for member in sorted(chance.sample(MEMBERS, 5), key=MEMBERS.index)
            ]
            head = f"| Huvudman | {year - 1} | {year} |\n| --- | ---: | ---: |"
            parts += ["Tabellen visar antalet ärenden hos några av huvudmännen.", "\n".join([head, *rows])]
            parts += [self.sentences(2)]
        if is_first or chance.random() < 0.7:
            resolved = self.filled(chance.choice(RESOLVED))
            last = self.day + datetime.timedelta(days=chance.randint(30, 200))
            parts += [f"**Beslut:** Länsgemensam ledning i samverkan beslutar {resolved}."]
            parts += [f"Ansvarig: {chance.choice(self.present)[0]}. Senast: {last}"]
        elif chance.random() < 0.6:
            last = self.day + datetime.timedelta(days=chance.randint(30, 200))
            parts += [f"**Uppdrag:** {self.filled(chance.choice(ASSIGNED))}", f"Senast: {last}"]
        else:
            speaker, home = chance.choice(self.present)
            parts += [f"Yttrande ({speaker}, {home}): {self.sentences(2)}"]
        return parts

    def written(self):
        chance = self.chance
        previous = self.day - datetime.timedelta(days=1)
        matters = chance.sample(MATTERS, chance.randint(3, 5))
        sections = [
            ("Välkomna", [self.filled(chance.choice(WELCOME))]),
            ("Dagordning", ["Dagordningen godkänns utan ändringar."]),
            ("Föregående protokoll", [f"Protokollet från den {in_words(previous)} läggs till handlingarna."]),
            *((matter, self.item(matter == matters[0])) for matter in matters),
            ("Avslutning", [f"{self.chair} tackar deltagarna och avslutar mötet."]),
        ]
        agenda = [f"{number}. {heading}" for number, (heading, _) in enumerate(sections, 1)]
        sections[1] = ("Dagordning", ["\n".join(agenda), *sections[1][1]])
        link = " (via länk)"
        people = [f"- {n}, {s}{link if chance.random() < 0.2 else ''}" for n, s in self.present]
        guests = [f"- {n}, {s}" for n, s in self.guests]
        sections += [("Närvaro", ["\n".join(people)]), ("Övriga medverkande", ["\n".join(guests)])]
        return "\n\n".join(f"## {heading}\n\n" + "\n\n".join(parts) for heading, parts in sections) + "\n"

    def document(self):
        """The file as a secretary would write it."""
        return f"---\n{self.meta()}---\n\n{self.body}"
