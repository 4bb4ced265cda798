using System.Globalization;
using System.Text;

namespace Ade20kEval.Text;

/// <summary>Text with letters and their accents put together: "e" and a combining acute become "é", Hangul letters become syllables.</summary>
/// <remarks>
/// Some systems store names taken apart and others put together, and the two look the same. The runtime's own normalisation does nothing where
/// globalisation is invariant, so this is the composition of Unicode's form C (UAX 15, section 1.2) for text that is in form C or in form D: the primary
/// composites of two code points below U+10000, by their second, from UnicodeData.txt; Hangul by arithmetic (The Unicode Standard, section 3.12). Marks are
/// not sorted, for both forms have them sorted; <see cref="Sorted"/> is for text that is in neither.
/// </remarks>
internal static class ComposedText
{
    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;

    // Mark: letters and what they become with it, by turns.
    private static readonly Dictionary<char, string> s_byMark = new()
    {
        ['\u0300'] = "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳἀἂἁἃἈἊἉἋἐἒἑἓἘἚἙἛἠἢἡἣἨἪἩἫἰἲἱἳἸἺἹἻὀὂὁὃὈὊὉὋὐὒὑὓ" +
            "ὙὛὠὢὡὣὨὪὩὫαὰεὲηὴιὶοὸυὺωὼΑᾺΕῈΗῊ᾿῍ϊῒΙῚ῾῝ϋῢΥῪ¨῭ΟῸΩῺ",
        ['\u0301'] = "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿ¨΅ΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώϒϓГЃКЌгѓкќÇḈçḉĒḖēḗ" +
            "ÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứἀἄἁἅἈἌἉἍἐἔἑἕἘἜἙἝἠἤἡἥἨἬἩἭἰἴἱἵἸἼἹἽὀὄὁὅὈὌὉὍὐὔὑὕὙὝὠὤὡὥὨὬὩὭ᾿῎῾῞",
        ['\u0302'] = "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ",
        ['\u0303'] = "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ",
        ['\u0304'] = "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝαᾱΑᾹιῑΙῙυῡΥῩ",
        ['\u0306'] = "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặαᾰΑᾸιῐΙῘυῠΥῨ",
        ['\u0307'] = "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ",
        ['\u0308'] = "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ",
        ['\u0309'] = "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ",
        ['\u030A'] = "AÅaåUŮuůwẘyẙ",
        ['\u030B'] = "OŐoőUŰuűУӲуӳ",
        ['\u030C'] = "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ",
        ['\u030F'] = "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ",
        ['\u0311'] = "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ",
        ['\u0313'] = "αἀΑἈεἐΕἘηἠΗἨιἰΙἸοὀΟὈυὐωὠΩὨρῤ",
        ['\u0314'] = "αἁΑἉεἑΕἙηἡΗἩιἱΙἹοὁΟὉυὑΥὙωὡΩὩρῥΡῬ",
        ['\u031B'] = "OƠoơUƯuư",
        ['\u0323'] = "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ",
        ['\u0324'] = "UṲuṳ",
        ['\u0325'] = "AḀaḁ",
        ['\u0326'] = "SȘsșTȚtț",
        ['\u0327'] = "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ",
        ['\u0328'] = "AĄaąEĘeęIĮiįUŲuųOǪoǫ",
        ['\u032D'] = "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ",
        ['\u032E'] = "HḪhḫ",
        ['\u0330'] = "EḚeḛIḬiḭUṴuṵ",
        ['\u0331'] = "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ",
        ['\u0338'] = "←↚→↛↔↮⇐⇍⇔⇎⇒⇏∃∄∈∉∋∌∣∤∥∦∼≁≃≄≅≇≈≉=≠≡≢≍≭<≮>≯≤≰≥≱≲≴≳≵≶≸≷≹≺⊀≻⊁⊂⊄⊃⊅⊆⊈⊇⊉⊢⊬⊨⊭⊩⊮⊫⊯≼⋠≽⋡⊑⋢⊒⋣⊲⋪⊳⋫⊴⋬⊵⋭",
        ['\u0342'] = "ἀἆἁἇἈἎἉἏἠἦἡἧἨἮἩἯἰἶἱἷἸἾἹἿὐὖὑὗὙὟὠὦὡὧὨὮὩὯαᾶ¨῁ηῆ᾿῏ιῖϊῗ῾῟υῦϋῧωῶ",
        ['\u0345'] = "ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἈᾈἉᾉἊᾊἋᾋἌᾌἍᾍἎᾎἏᾏἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗἨᾘἩᾙἪᾚἫᾛἬᾜἭᾝἮᾞἯᾟὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὨᾨὩᾩὪᾪὫᾫὬᾬὭᾭὮᾮὯᾯὰᾲαᾳάᾴᾶᾷΑᾼὴῂηῃήῄῆῇΗῌὼῲωῳ" +
            "ώῴῶῷΩῼ",
        ['\u0653'] = "\u0627\u0622",
        ['\u0654'] = "\u0627\u0623\u0648\u0624\u064A\u0626\u06D5\u06C0\u06C1\u06C2\u06D2\u06D3",
        ['\u0655'] = "\u0627\u0625",
        ['\u093C'] = "\u0928\u0929\u0930\u0931\u0933\u0934",
        ['\u09BE'] = "\u09C7\u09CB",
        ['\u09D7'] = "\u09C7\u09CC",
        ['\u0B3E'] = "\u0B47\u0B4B",
        ['\u0B56'] = "\u0B47\u0B48",
        ['\u0B57'] = "\u0B47\u0B4C",
        ['\u0BBE'] = "\u0BC6\u0BCA\u0BC7\u0BCB",
        ['\u0BD7'] = "\u0B92\u0B94\u0BC6\u0BCC",
        ['\u0C56'] = "\u0C46\u0C48",
        ['\u0CC2'] = "\u0CC6\u0CCA",
        ['\u0CD5'] = "\u0CBF\u0CC0\u0CC6\u0CC7\u0CCA\u0CCB",
        ['\u0CD6'] = "\u0CC6\u0CC8",
        ['\u0D3E'] = "\u0D46\u0D4A\u0D47\u0D4B",
        ['\u0D57'] = "\u0D46\u0D4C",
        ['\u0DCA'] = "\u0DD9\u0DDA\u0DDC\u0DDD",
        ['\u0DCF'] = "\u0DD9\u0DDC",
        ['\u0DDF'] = "\u0DD9\u0DDE",
        ['\u102E'] = "\u1025\u1026",
        ['\u1B35'] = "\u1B05\u1B06\u1B07\u1B08\u1B09\u1B0A\u1B0B\u1B0C\u1B0D\u1B0E\u1B11\u1B12\u1B3A\u1B3B\u1B3C\u1B3D\u1B3E\u1B40\u1B3F\u1B41\u1B42\u1B43",
        ['\u3099'] = "かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔゝゞカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴワヷヰヸヱヹヲヺヽヾ",
        ['\u309A'] = "はぱひぴふぷへぺほぽハパヒピフプヘペホポ",
    };

    private static readonly Dictionary<char, (char Letter, char Mark)> s_parts = Parts();

    /// <summary>The text taken apart, the marks behind each letter in one order, whatever order they came in: that of their code points, which is no form of Unicode's but tells the same texts apart.</summary>
    public static string Sorted(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        StringBuilder apart = new(text.Length);
        foreach (char c in text)
        {
            TakeApart(c, apart);
        }

        char[] sorted = apart.ToString().ToCharArray();
        for (int from = 0; from < sorted.Length;)
        {
            int to = from;
            while (to < sorted.Length && CharUnicodeInfo.GetUnicodeCategory(sorted[to]) == UnicodeCategory.NonSpacingMark)
            {
                to++;
            }

            Array.Sort(sorted, from, to - from);
            from = to + 1;
        }

        return new string(sorted);
    }

    /// <summary>The text put together; the same object where nothing is to be done.</summary>
    public static string Of(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        StringBuilder composed = new(text.Length);
        int starter = -1;
        foreach (char next in text)
        {
            if (starter >= 0 && Compose(composed[starter], next, isNext: starter == composed.Length - 1) is char together)
            {
                composed[starter] = together;
                continue;
            }

            if (!s_byMark.ContainsKey(next))
            {
                starter = composed.Length;
            }

            composed.Append(next);
        }

        return composed.Length == text.Length ? text : composed.ToString();
    }

    private static void TakeApart(char c, StringBuilder apart)
    {
        if (s_parts.TryGetValue(c, out (char Letter, char Mark) parts))
        {
            TakeApart(parts.Letter, apart);
            apart.Append(parts.Mark);
        }
        else
        {
            apart.Append(c);
        }
    }

    private static Dictionary<char, (char Letter, char Mark)> Parts()
    {
        Dictionary<char, (char Letter, char Mark)> parts = [];
        foreach ((char mark, string pairs) in s_byMark)
        {
            for (int i = 0; i < pairs.Length; i += 2)
            {
                parts.Add(pairs[i + 1], (pairs[i], mark));
            }
        }

        return parts;
    }

    private static char? Compose(char first, char second, bool isNext)
    {
        if (s_byMark.TryGetValue(second, out string? pairs))
        {
            for (int i = 0; i < pairs.Length; i += 2)
            {
                if (pairs[i] == first)
                {
                    return pairs[i + 1];
                }
            }

            return null;
        }

        if (isNext && first - LeadBase is >= 0 and < LeadCount && second - VowelBase is >= 0 and < VowelCount)
        {
            return (char)(HangulBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TailCount));
        }

        return isNext && first - HangulBase is >= 0 and < LeadCount * VowelCount * TailCount && (first - HangulBase) % TailCount == 0 && second - TailBase is > 0 and < TailCount
            ? (char)(first + second - TailBase)
            : null;
    }
}
