using LambdaMcp.Gateway.Catalog.Tools;

namespace LambdaMcp.Gateway.Search;

/// <summary>
/// Finds tools by words, the best first: Okapi BM25 over the words of names, titles, descriptions and parameters (Robertson and Zaragoza,
/// "The Probabilistic Relevance Framework", 2009), where a word in a name weighs more.
/// </summary>
internal sealed class ToolIndex
{
    private const double K1 = 1.2;
    private const double B = 0.75;
    private const int MostQueryTerms = 64;
    private const int ShortestPrefix = 3;
    private const double PrefixWeight = 0.5;

    private readonly CatalogTool[] _tools;
    private readonly Dictionary<string, List<(int Tool, float Weight)>> _postings = new(StringComparer.Ordinal);
    private readonly double[] _lengths;
    private readonly double _averageLength;

    public ToolIndex(IEnumerable<CatalogTool> tools)
    {
        _tools = [.. tools];
        _lengths = new double[_tools.Length];
        for (var i = 0; i < _tools.Length; i++)
        {
            foreach (var (term, weight) in ToolText.TermsOf(_tools[i].Definition(isStateless: true)))
            {
                if (!_postings.TryGetValue(term, out var postings))
                    _postings[term] = postings = [];
                postings.Add((i, weight));
                _lengths[i] += weight;
            }
        }

        _averageLength = _tools.Length == 0 ? 1 : Math.Max(1, _lengths.Average());
    }

    /// <summary>The tools that have a word of the query, the best first; of equally good ones in the order of their names.</summary>
    public IEnumerable<CatalogTool> Search(string query)
    {
        var scores = new Dictionary<int, double>();
        foreach (var (term, weight) in TermsOf(query))
            Score(term, weight, scores);
        return scores
            .OrderByDescending(score => score.Value)
            .ThenBy(score => _tools[score.Key].Name, StringComparer.Ordinal)
            .Select(score => _tools[score.Key]);
    }

    // A word that no tool has stands for those that begin with it.
    private IEnumerable<(string Term, double Weight)> TermsOf(string query)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        SearchTerms.Read(query, term =>
        {
            terms.Add(term);
            return terms.Count < MostQueryTerms;
        });
        return terms.SelectMany(term => _postings.ContainsKey(term)
            ? [(term, 1.0)]
            : _postings.Keys.Where(known => term.Length >= ShortestPrefix && known.StartsWith(term, StringComparison.Ordinal)).Select(known => (known, PrefixWeight)));
    }

    private void Score(string term, double termWeight, Dictionary<int, double> scores)
    {
        var postings = _postings[term];
        var rarity = Math.Log(1 + ((_tools.Length - postings.Count + 0.5) / (postings.Count + 0.5)));
        foreach (var (tool, weight) in postings)
        {
            var length = 1 - B + (B * _lengths[tool] / _averageLength);
            scores[tool] = scores.GetValueOrDefault(tool) + (termWeight * rarity * weight * (K1 + 1) / (weight + (K1 * length)));
        }
    }
}
