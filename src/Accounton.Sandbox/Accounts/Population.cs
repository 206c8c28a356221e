namespace Accounton.Sandbox.Accounts;

/// <summary>Makes an account's clients: always the same ones for the same name and number.</summary>
internal sealed class Population(string account)
{
    /// <summary>Room in front of the first client, for those that a fault inserts there.</summary>
    public const int FirstNumber = 10_001;

    private readonly Person person = new(account);

    public Dossier[] Generate(int customers)
    {
        var others = customers == 0 ? 0 : Math.Max(6, customers * 8 / 100);
        var dossiers = new List<Dossier>(customers + others);
        var couple = false;
        for (int customer = 0, other = 0; customer < customers || other < others;)
        {
            // Spread evenly, so that every page has some of the records that are not to be imported.
            if (other < others && (customer >= customers || (long)dossiers.Count * others >= (long)(other + 1) * (customers + others) - 3))
            {
                dossiers.Add(person.Bystander(FirstNumber + dossiers.Count, customers + other, other++));
                continue;
            }

            var number = FirstNumber + dossiers.Count;
            if (couple)
            {
                couple = false;
                var firstAt = dossiers.FindLastIndex(dossier => dossier.Standing == Standing.Customer);
                var (first, second) = Person.Marry(dossiers[firstAt], person.Customer(number, customer++, Part.Ordinary, null));
                dossiers[firstAt] = first;
                dossiers.Add(second);
                continue;
            }

            var part = person.PartFor(customer);
            couple = part == Part.Couple && customer + 1 < customers;
            var client = person.Customer(number, customer, part, Previous(dossiers));
            // The twin of a twin would have the id of the first.
            if (part == Part.CaseTwin && dossiers.Exists(dossier => dossier.Uid == client.Uid))
                client = person.Customer(number, customer, Part.Ordinary, null);
            dossiers.Add(client);
            customer++;
        }

        return [.. dossiers];
    }

    /// <summary>A client that was not there yet, for evolving and for faults that insert rows.</summary>
    public Dossier Newcomer(int number, int index) => person.Customer(number, index, Part.Ordinary, null);

    private static Dossier? Previous(List<Dossier> dossiers) => dossiers.FindLast(dossier =>
        dossier is { Kind: Kind.Person, Standing: Standing.Customer, NationalNumber: { } number, Email: not null, Filling: Filling.Full }
        && Identifiers.IsNationalNumber(Identifiers.Digits(number)));
}
