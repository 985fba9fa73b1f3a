using System.Globalization;
using System.Net;
using System.Text;

namespace VendorMocks.Benchmarks;

/// <summary>Figures as SVG that is legible on light and dark pages, with every figure in its text.</summary>
internal static class Plot
{
    private const int BarsWidth = 950;
    private const int LinesWidth = 760;
    private const int Top = 46;
    private const int RowHeight = 26;
    private const int LabelWidth = 520;
    private const int ValueWidth = 70;
    private const int ChartHeight = 260;
    private const int Left = 56;
    private const int LegendWidth = 230;

    private const string Style = """
        <style>
          text { font: 13px system-ui, sans-serif; fill: #1f2328; }
          .title { font-weight: 600; font-size: 15px; }
          .bar, .s0 { fill: #2f6f9f; stroke: #2f6f9f; } .missed { fill: #b35900; stroke: #b35900; }
          .mark { stroke: #1f2328; stroke-dasharray: 4 3; } .axis { stroke: #8c959f; }
          .line { fill: none; stroke-width: 2; }
          .s1 { stroke: #b35900; fill: #b35900; } .s2 { stroke: #2da44e; fill: #2da44e; } .s3 { stroke: #8250df; fill: #8250df; } .s4 { stroke: #bf3989; fill: #bf3989; }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3; } .mark { stroke: #e6edf3; }
            .bar, .s0 { fill: #6cb6ff; stroke: #6cb6ff; } .missed, .s1 { fill: #f0883e; stroke: #f0883e; }
            .s2 { stroke: #57ab5a; fill: #57ab5a; } .s3 { stroke: #b083f0; fill: #b083f0; } .s4 { stroke: #fc8dc7; fill: #fc8dc7; }
          }
          .line { fill: none !important; }
        </style>
        """;

    /// <summary>Horizontal bars on a logarithmic scale, with a line where the target is.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="rows">Names and figures above zero; <c>Met</c> says whether a bar is good news.</param>
    /// <param name="mark">The target; null for none.</param>
    public static string Bars(string title, IReadOnlyList<(string Name, double Value, bool Met)> rows, double? mark)
    {
        var height = Top + rows.Count * RowHeight + 12;
        var text = Begin(title, BarsWidth, height);
        var values = rows.Select(row => row.Value).Append(mark ?? 1).ToArray();
        var (low, high) = (Math.Log(values.Min() * 0.8), Math.Log(values.Max() * 1.1));
        double X(double value) => LabelWidth + (Math.Log(value) - low) / (high - low) * (BarsWidth - LabelWidth - ValueWidth);
        for (var i = 0; i < rows.Count; i++)
        {
            var y = Top + i * RowHeight;
            text.AppendLine(Invariant($"<text x=\"{LabelWidth - 8}\" y=\"{y + 16}\" text-anchor=\"end\">{Escape(rows[i].Name)}</text>"));
            text.AppendLine(Invariant($"<rect class=\"{(rows[i].Met ? "bar" : "missed")}\" x=\"{LabelWidth}\" y=\"{y + 4}\" width=\"{X(rows[i].Value) - LabelWidth:F1}\" height=\"16\"/>"));
            text.AppendLine(Invariant($"<text x=\"{X(rows[i].Value) + 6:F1}\" y=\"{y + 16}\">{PerformancePage.Show(rows[i].Value)}</text>"));
        }

        if (mark is { } target)
            text.AppendLine(Invariant($"<line class=\"mark\" x1=\"{X(target):F1}\" x2=\"{X(target):F1}\" y1=\"{Top - 4}\" y2=\"{height - 8}\"/>"));
        return End(text);
    }

    /// <summary>A line for each row over steps at equal distances, from zero up.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="steps">What stands below the chart.</param>
    /// <param name="rows">Names, each with a figure for each step; at most five.</param>
    /// <param name="mark">The target; null for none.</param>
    public static string Lines(string title, IReadOnlyList<string> steps, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> rows, double? mark)
    {
        const int Bottom = Top + ChartHeight;
        const int Right = LinesWidth - LegendWidth;
        var text = Begin(title, LinesWidth, Bottom + 34);
        var most = rows.SelectMany(row => row.Values).Append(mark ?? 0).Max() * 1.1;
        double X(int step) => Left + (steps.Count == 1 ? 0 : step * (Right - Left) / (double)(steps.Count - 1));
        double Y(double value) => Bottom - value / most * ChartHeight;
        text.AppendLine(Invariant($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Bottom}\" y2=\"{Bottom}\"/>"));
        foreach (var value in new double[] { 0, most / 2.2, most / 1.1 })
            text.AppendLine(Invariant($"<text x=\"{Left - 8}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{PerformancePage.Show(value)}</text>"));
        for (var i = 0; i < steps.Count; i++)
            text.AppendLine(Invariant($"<text x=\"{X(i):F1}\" y=\"{Bottom + 20}\" text-anchor=\"middle\">{Escape(steps[i])}</text>"));
        for (var i = 0; i < rows.Count; i++)
        {
            var points = string.Join(' ', rows[i].Values.Select((value, step) => Invariant($"{X(step):F1},{Y(value):F1}")));
            text.AppendLine($"<polyline class=\"s{i} line\" points=\"{points}\"/>");
            text.AppendLine(Invariant($"<rect class=\"s{i}\" x=\"{Right + 18}\" y=\"{Top + i * RowHeight + 6}\" width=\"12\" height=\"4\"/>"));
            text.AppendLine(Invariant($"<text x=\"{Right + 36}\" y=\"{Top + i * RowHeight + 12}\">{Escape(rows[i].Name)}: {PerformancePage.Show(rows[i].Values[^1])}</text>"));
        }

        if (mark is { } target)
            text.AppendLine(Invariant($"<line class=\"mark\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Y(target):F1}\" y2=\"{Y(target):F1}\"/>"));
        return End(text);
    }

    private static StringBuilder Begin(string title, int width, int height)
    {
        var text = new StringBuilder();
        text.AppendLine(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">"));
        text.AppendLine($"<title>{Escape(title)}</title>");
        text.AppendLine(Style);
        return text.AppendLine($"<text class=\"title\" x=\"8\" y=\"24\">{Escape(title)}</text>");
    }

    private static string End(StringBuilder text) => text.AppendLine("</svg>").ToString();

    private static string Escape(string text) => WebUtility.HtmlEncode(text.Replace("`", "", StringComparison.Ordinal));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
