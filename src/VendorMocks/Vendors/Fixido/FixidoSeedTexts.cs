namespace VendorMocks;

/// <summary>A place that invented consumers live in.</summary>
internal readonly record struct FixidoPlace(string City, string Region, string PostalCode, string Country);

/// <summary>What invented leads are about, in four languages.</summary>
internal static class FixidoSeedTexts
{
    public static readonly string[] Languages = ["sv", "en", "de", "no"];

    /// <summary>Bogus's names for the languages.</summary>
    public static readonly string[] Locales = ["sv", "en", "de", "nb_NO"];

    public static readonly FixidoPlace[] Swedish =
    [
        new("Stockholm", "Stockholms län", "111 20", "SE"),
        new("Göteborg", "Västra Götalands län", "411 03", "SE"),
        new("Malmö", "Skåne län", "211 22", "SE"),
        new("Uppsala", "Uppsala län", "753 20", "SE"),
        new("Västerås", "Västmanlands län", "722 11", "SWE"),
        new("Örebro", "Örebro län", "702 11", "SE"),
        new("Linköping", "Östergötlands län", "582 22", "SE"),
        new("Helsingborg", "Skåne län", "252 21", "SE"),
        new("Jönköping", "Jönköpings län", "553 16", "SE"),
        new("Norrköping", "Östergötlands län", "602 24", "SE"),
        new("Lund", "Skåne län", "222 22", "SE"),
        new("Umeå", "Västerbottens län", "903 26", "SE"),
        new("Gävle", "Gävleborgs län", "803 20", "SWE"),
        new("Borås", "Västra Götalands län", "503 30", "SE"),
        new("Skärholmen", "Stockholms län", "127 30", "SE"),
    ];

    /// <summary>Places abroad, by language; Sweden's own language has none.</summary>
    public static readonly FixidoPlace[][] Abroad =
    [
        [],
        [new("London", "Greater London", "EC1A 1BB", "GB")],
        [new("Berlin", "Berlin", "10115", "DE"), new("Hamburg", "Hamburg", "20095", "DE")],
        [new("Oslo", "Oslo", "0150", "NO")],
    ];

    /// <summary>For each category its number, how often it is drawn, and the work and two keywords in each language.</summary>
    public static readonly (long Category, int Weight, string[] Work)[] Work =
    [
        (13, 8, ["Flytthjälp|flytt,magasin", "Moving help|moving,storage", "Umzugshilfe|Umzug,Lager", "Flyttehjelp|flytting,lager"]),
        (10, 6, ["Köksrenovering|bygg,kök", "Kitchen renovation|building,kitchen", "Küchenumbau|Umbau,Küche", "Kjøkkenrenovering|bygg,kjøkken"]),
        (20, 5, ["Fasadmålning|måleri,fasad", "House painting|painting,facade", "Fassadenanstrich|Maler,Fassade", "Husmaling|maling,fasade"]),
        (8, 4, ["Flyttstädning|städning,hem", "Home cleaning|cleaning,home", "Endreinigung|Reinigung,Wohnung", "Flyttevask|vask,bolig"]),
        (3, 1, ["Trollkarl till kalas|underhållning,kalas", "Party magician|entertainment,party", "Zauberer zum Fest|Unterhaltung,Fest", "Tryllekunstner|underholdning,fest"]),
        (24, 1, ["Bolånerådgivning|bolån,ränta", "Mortgage advice|mortgage,interest", "Baufinanzierung|Kredit,Zins", "Boliglånsråd|boliglån,rente"]),
        (5, 1, ["Bokföringshjälp|bokföring,företag", "Bookkeeping|bookkeeping,business", "Buchhaltung|Buchhaltung,Firma", "Regnskapshjelp|regnskap,bedrift"]),
        (7, 1, ["Däckbyte|bil,däck", "Tyre change|car,tyres", "Reifenwechsel|Auto,Reifen", "Dekkskift|bil,dekk"]),
        (9, 1, ["Datorhjälp hemma|dator,nätverk", "Computer help|computer,network", "Computerhilfe|Computer,Netzwerk", "Datahjelp|data,nettverk"]),
        (11, 1, ["Läxhjälp i matematik|läxhjälp,matematik", "Maths tutoring|tutoring,maths", "Nachhilfe in Mathematik|Nachhilfe,Mathematik", "Leksehjelp i matematikk|leksehjelp,matematikk"]),
        (12, 1, ["Byte av elcentral|el,elcentral", "Fuse box replacement|electricity,wiring", "Neuer Sicherungskasten|Elektro,Sicherung", "Bytte av sikringsskap|elektro,sikring"]),
        (14, 1, ["Catering till bröllop|catering,bröllop", "Wedding catering|catering,wedding", "Catering zur Hochzeit|Catering,Hochzeit", "Catering til bryllup|catering,bryllup"]),
        (15, 1, ["Plattläggning|trädgård,platt", "Patio paving|garden,paving", "Terrasse pflastern|Garten,Pflaster", "Steinlegging|hage,stein"]),
        (16, 1, ["Massage på kontoret|massage,hälsa", "Office massage|massage,health", "Massage im Büro|Massage,Gesundheit", "Massasje på kontoret|massasje,helse"]),
        (17, 1, ["Installation av värmepump|värmepump,energi", "Heat pump installation|heating,energy", "Einbau einer Wärmepumpe|Wärmepumpe,Energie", "Installasjon av varmepumpe|varmepumpe,energi"]),
        (18, 1, ["Hemförsäkring|försäkring,hem", "Home insurance|insurance,home", "Hausratversicherung|Versicherung,Hausrat", "Innboforsikring|forsikring,hjem"]),
        (19, 1, ["Hjälp med testamente|juridik,testamente", "Help with a will|legal,will", "Hilfe beim Testament|Recht,Testament", "Hjelp med testament|juss,testament"]),
        (21, 1, ["Byte av blandare|rör,blandare", "Tap replacement|plumbing,tap", "Neue Armaturen|Sanitär,Armatur", "Bytte av kran|rørlegger,kran"]),
        (22, 1, ["Försäljning av villa|mäklare,villa", "Selling a house|estate agent,house", "Hausverkauf|Makler,Haus", "Salg av enebolig|megler,enebolig"]),
        (23, 1, ["Bredband till stuga|bredband,fiber", "Broadband for a cabin|broadband,fibre", "Breitband fürs Ferienhaus|Breitband,Glasfaser", "Bredbånd til hytte|bredbånd,fiber"]),
        (25, 1, ["Gruppresa till fjällen|resa,fjäll", "Group trip to the hills|travel,hills", "Gruppenreise in die Berge|Reise,Berge", "Gruppetur til fjells|reise,fjell"]),
    ];

    /// <summary>Descriptions by language: {0} is the work, {1} the city.</summary>
    public static readonly string[][] Wishes =
    [
        ["{0} önskas i {1}. Ring gärna efter klockan 17.", "Söker hjälp: {0} i {1}, så snart det går.", "Vi vill ha en offert på {0} i {1}.", "{0} i {1}. Materialet finns redan på plats."],
        ["{0} wanted in {1}. Please call after five.", "Looking for help: {0} in {1}, as soon as possible.", "We would like a quote for {0} in {1}.", "{0} in {1}. The material is there already."],
        ["{0} gesucht in {1}. Bitte erst nach 17 Uhr anrufen.", "Suche Hilfe: {0} in {1}, so bald wie möglich.", "Wir hätten gern ein Angebot: {0} in {1}.", "{0} in {1}. Das Material ist schon vorhanden."],
        ["{0} ønskes i {1}. Ring gjerne etter klokken 17.", "Søker hjelp: {0} i {1}, så snart som mulig.", "Vi vil ha et tilbud på {0} i {1}.", "{0} i {1}. Materialene er allerede på plass."],
    ];
}
