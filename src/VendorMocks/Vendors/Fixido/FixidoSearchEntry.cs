using System.Text;

namespace VendorMocks;

/// <summary>What search compares of one lead: cents, Unix seconds and terms.</summary>
internal struct FixidoSearchEntry
{
    /// <summary>The row it was made from.</summary>
    public FixidoLead Lead;

    /// <summary>Terms of the keywords.</summary>
    public int[] Keywords;

    /// <summary>Terms of the words; null until a search asks for them.</summary>
    public int[]? Words;

    /// <summary>When it was listed.</summary>
    public long Created;

    /// <summary>The smallest number when never given.</summary>
    public long DealStarts;

    /// <summary>The largest number when never given; the smallest one when the lead is not listed, so that it is never found.</summary>
    public long DealEnds;

    /// <summary>Price in its own currency.</summary>
    public long Price;

    /// <summary>Budget in its own currency.</summary>
    public long Budget;

    /// <summary>Number of the category.</summary>
    public long Category;

    /// <summary>Term.</summary>
    public int Language;

    /// <summary>Term.</summary>
    public int City;

    /// <summary>Term.</summary>
    public int Region;

    /// <summary>Term.</summary>
    public int PostalCode;

    /// <summary>Term.</summary>
    public int Country;

    /// <summary>Id of the price's currency; 0 when there is none.</summary>
    public short PriceCurrency;

    /// <summary>Id of the budget's currency; 0 when there is none.</summary>
    public short BudgetCurrency;
}

/// <summary>Numbers for texts, so that texts that are equal but for case have one number.</summary>
internal sealed class FixidoTerms
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _numbers.Count;

    /// <summary>The number of a text.</summary>
    public int Of(ReadOnlySpan<char> text)
    {
        var numbers = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!numbers.TryGetValue(text, out var number))
            numbers.TryAdd(text, number = _numbers.Count);
        return number;
    }

    /// <summary>The numbers of the items of a comma list, without outer blanks.</summary>
    public int[] OfList(string list) => Array.ConvertAll(FixidoInput.Split(list), item => Of(item));

    /// <summary>FX-65: the numbers of a text's words, which are runs of letters and digits.</summary>
    public void AddWords(string text, List<int> words)
    {
        var start = -1;
        for (var at = 0; at < text.Length;)
        {
            var length = 1;
            var letter = char.IsLetterOrDigit(text[at]);
            if (char.IsHighSurrogate(text[at]))
            {
                Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length);
                letter = Rune.IsLetterOrDigit(rune);
            }

            if (letter)
            {
                start = start < 0 ? at : start;
            }
            else if (start >= 0)
            {
                words.Add(Of(text.AsSpan(start, at - start)));
                start = -1;
            }

            at += length;
        }

        if (start >= 0)
            words.Add(Of(text.AsSpan(start)));
    }
}
