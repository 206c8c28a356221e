namespace Accounton.Features.Help;

/// <summary>How far one word is from another.</summary>
public static class Spelling
{
    /// <summary>
    /// How many letters have to be put in, left out, replaced or exchanged with their neighbour to make one word of the other:
    /// the optimal string alignment distance. One more than <paramref name="most"/> where it is more than that.
    /// </summary>
    public static int Mistakes(string typed, string meant, int most)
    {
        if (Math.Abs(typed.Length - meant.Length) > most)
            return most + 1;

        // Three rows of the table of distances between beginnings: the one before the last, the last, and the present one.
        var older = new int[meant.Length + 1];
        var last = new int[meant.Length + 1];
        var row = new int[meant.Length + 1];
        for (var j = 0; j <= meant.Length; j++)
            last[j] = j;
        for (var i = 1; i <= typed.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= meant.Length; j++)
            {
                var isSame = typed[i - 1] == meant[j - 1];
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (isSame ? 0 : 1));
                if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1])
                    row[j] = Math.Min(row[j], older[j - 2] + 1);
            }

            if (row.Min() > most)
                return most + 1;
            (older, last, row) = (last, row, older);
        }

        return Math.Min(last[meant.Length], most + 1);
    }
}
