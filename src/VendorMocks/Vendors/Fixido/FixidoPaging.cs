namespace VendorMocks;

/// <summary>FX-71..73: which page of a list is wanted.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Size">Rows a page.</param>
internal readonly record struct FixidoPaging(long Page, int Size)
{
    private const int DefaultSize = 5;
    private const int MaxSize = 2000;

    /// <summary>Rows before the page.</summary>
    public long Skip => Page > int.MaxValue ? long.MaxValue : (Page - 1) * Size;

    /// <summary>Reads the parameters of paging, which come before the others.</summary>
    public static FixidoPaging Read(FixidoInput input)
    {
        var text = input.Value("page");
        var page = text is null ? 1 : FixidoInput.ReadInteger(text);
        if (page is null)
            input.Refuse("FX-72", "", "Not a valid number for page.");
        else if (page < 1)
            input.Refuse("FX-72", "", "Pages should be 1 or greater.");
        var size = input.Integer("result_per_page", 1) ?? DefaultSize;
        return new FixidoPaging(page ?? 1, (int)Math.Min(size, MaxSize));
    }

    /// <summary>FX-72: the refusal of a page past the end; the first page always exists.</summary>
    public ApiResponse? RefusePast(Call call, long total) =>
        Page > 1 && Skip >= total ? FixidoResponses.Failed(call, "FX-72", FixidoResponses.Sorry, "No such page!") : null;
}
