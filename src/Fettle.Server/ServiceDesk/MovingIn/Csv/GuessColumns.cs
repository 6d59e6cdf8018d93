namespace Fettle.Server.ServiceDesk.MovingIn.Csv;

/// <summary>What a column says, by its heading: as ticket systems and people call them, in English and German.</summary>
internal static class GuessColumns
{
    private static readonly Dictionary<string, CsvField> Known = new(StringComparer.Ordinal);

    static GuessColumns()
    {
        Say(CsvField.Number, "number id ticket ticketid ticketnumber ticketno key issuekey nummer ticketnummer vorgangsnummer caseid casenumber incidentid");
        Say(CsvField.Subject, "subject title summary betreff titel zusammenfassung shortdescription kurzbeschreibung");
        Say(CsvField.Description, "description body text message details beschreibung nachricht firstmessage initialmessage");
        Say(CsvField.Note, "note notes internalnote comment comments worknotes notiz notizen kommentar kommentare bemerkung");
        Say(CsvField.Answer, "answer reply solution resolution antwort loesung lösung");
        Say(CsvField.Kind, "type kind tickettype issuetype art typ");
        Say(CsvField.Status, "status state zustand");
        Say(CsvField.Priority, "priority prio prioritaet priorität");
        Say(CsvField.RequesterName, "requester requestername customer customername reporter creator contact contactname from name melder anfragender kunde");
        Say(CsvField.RequesterEmail, "email requesteremail customeremail contactemail fromemail mail reporteremail emailadresse kundenemail requestermail");
        Say(CsvField.AssigneeEmail, "assignee assigneeemail owner owneremail agent agentemail assignedto bearbeiter zuständig zugewiesenan");
        Say(CsvField.Queue, "queue group department team groupname warteschlange gruppe abteilung");
        Say(CsvField.Tags, "tags tag labels label schlagworte schlagwörter keywords");
        Say(CsvField.CreatedAt, "created createdat createdon createdtime creationdate datecreated opened openedat erstellt erstelltam angelegt date datum");
        Say(CsvField.UpdatedAt, "updated updatedat lastupdated updatedtime modified lastmodified geändert geändertam aktualisiert");
        Say(CsvField.SolvedAt, "solved solvedat resolved resolvedat resolvedtime resolutiondate gelöst gelöstam erledigtam");
        Say(CsvField.ClosedAt, "closed closedat closedtime closedate geschlossen geschlossenam");
        Say(CsvField.PartOf, "parent parentid parentticket übergeordnet");
    }

    /// <summary>Heading → field. Of several that would say the same the first does, but for notes and answers, of which there may be many.</summary>
    public static Dictionary<string, CsvField> Of(IEnumerable<string> headings)
    {
        var (columns, taken) = (new Dictionary<string, CsvField>(StringComparer.Ordinal), new HashSet<CsvField>());
        foreach (var heading in headings)
        {
            var field = Known.GetValueOrDefault(string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant());
            columns[heading] = field is CsvField.None or CsvField.Note or CsvField.Answer || taken.Add(field) ? field : CsvField.None;
        }
        return columns;
    }

    private static void Say(CsvField field, string headings)
    {
        foreach (var heading in headings.Split(' '))
            Known[heading] = field;
    }
}
