using Faculty.Domain.Codes;

namespace Faculty.Domain.Training.Menu.Search;

/// <summary>
/// The items of a menu by what they are found by (菜单检索): pairs of characters of their words, weighed by field and by how rare they are, and the
/// sound of their names. Whole numbers only, and ties go by code: the same need has the same answer everywhere.
/// </summary>
public sealed partial class MenuIndex
{
    private static readonly (MenuField Field, int Weight)[] Weights =
        [(MenuField.Name, 10), (MenuField.Occupation, 5), (MenuField.WorkType, 5), (MenuField.Certificate, 4), (MenuField.Alias, 3)];

    private static readonly WordList Fillers = new(Resource.Lines("fillers.csv", SynonymTable.WordsFolder).Skip(1).Select(SearchText.Normalize));

    private readonly MenuItem[] items;
    private readonly SynonymTable synonyms;
    private readonly WordList known;
    private readonly string[] names;
    private readonly string[] codes;
    private readonly int[] nameTerms;
    private readonly Dictionary<string, Posting[]> postings;
    private readonly NameSounds sounds;

    /// <param name="items">The items of one menu.</param>
    /// <param name="own">What words mean in this menu besides what they mean in general.</param>
    public MenuIndex(IEnumerable<MenuItem> items, IEnumerable<MenuSynonym> own)
    {
        this.items = [.. items.OrderBy(i => i.SchoolCode, StringComparer.Ordinal).ThenBy(i => i.Code, StringComparer.Ordinal)];
        synonyms = new(own);
        var texts = this.items.Select(TextsOf).ToList();
        known = new(texts.SelectMany(t => t).SelectMany(t => SearchText.Runs(t.Text)).Select(run => run.Text).Concat(synonyms.Words));
        names = [.. texts.Select(t => WithoutGaps(Need.WithoutFillers(t[0].Text, Fillers, known)))];
        codes = [.. this.items.Select(i => WithoutGaps(SearchText.Normalize(i.Code)))];
        nameTerms = [.. texts.Select(t => SearchText.Grams(t[0].Text).DistinctBy(g => g.Text).Count())];
        postings = Post(texts);
        sounds = new([.. this.items.Select(i => i.Name)]);
    }

    // The name first.
    private static List<(MenuField Field, string Text)> TextsOf(MenuItem item)
    {
        var (workTypes, aliases) = OccupationWords.Of(item.OccupationCode);
        return
        [
            (MenuField.Name, SearchText.Normalize(item.Name)),
            (MenuField.Occupation, SearchText.Normalize(CodeTables.Occupations.NameOf(item.OccupationCode) ?? "")),
            (MenuField.Certificate, SearchText.Normalize(item.Certificate)),
            .. workTypes.Select(w => (MenuField.WorkType, SearchText.Normalize(w))),
            .. aliases.Select(a => (MenuField.Alias, SearchText.Normalize(a))),
        ];
    }

    private static Dictionary<string, Posting[]> Post(List<List<(MenuField Field, string Text)>> texts)
    {
        var lists = new Dictionary<string, List<Posting>>(StringComparer.Ordinal);
        for (var item = 0; item < texts.Count; item++)
        {
            var fields = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var (field, text) in texts[item])
            {
                // Single characters answer needs of one character, such as 焊.
                var single = field is MenuField.Name or MenuField.Occupation ? text.Where(SearchText.IsHan).Select(c => c.ToString()) : [];
                foreach (var term in SearchText.Grams(text).Select(g => g.Text).Concat(single))
                {
                    fields[term] = fields.GetValueOrDefault(term) | (1 << (int)field);
                }
            }
            foreach (var (term, found) in fields)
            {
                if (!lists.TryGetValue(term, out var list))
                {
                    lists.Add(term, list = []);
                }
                list.Add(new(item, found));
            }
        }
        return lists.ToDictionary(l => l.Key, l => l.Value.ToArray(), StringComparer.Ordinal);
    }

    private static string WithoutGaps(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>An item that has a term, and in which fields: a bit for each.</summary>
    private readonly record struct Posting(int Item, int Fields) : IComparable<Posting>
    {
        public int CompareTo(Posting other) => Item.CompareTo(other.Item);

        /// <summary>The field that counts most.</summary>
        public (MenuField Field, int Weight) Best
        {
            get
            {
                foreach (var weight in Weights)
                {
                    if ((Fields & (1 << (int)weight.Field)) != 0)
                    {
                        return weight;
                    }
                }
                return default;
            }
        }
    }
}
