namespace Ade20kEval.Text;

/// <summary>Compatibility forms of letters, digits and signs, and the plain ones that they stand for: "Ａ", "①", "ﬁ", "ｱ".</summary>
/// <remarks>
/// The compatibility mappings of UnicodeData.txt (Unicode form KC, UAX 15) below U+10000 whose targets are Latin letters, digits, signs, or kana and Hangul in half width.
/// The runtime's own normalisation does nothing where globalisation is invariant. Positional forms of Arabic and squared words of East Asia are left as they are.
/// </remarks>
internal static class CompatibilityForms
{
    // Full-width forms lie as far from ASCII as this.
    private const int FullWidth = 0xFEE0;

    // A form and its letter, by turns.
    private const string Single =
        "ªa²2³3¹1ºoſsʰhʲjʳrʷwʸyˡlˢsˣxᴬAᴭÆᴮBᴰDᴱEᴲƎᴳGᴴHᴵIᴶJᴷKᴸLᴹMᴺNᴼOᴽȢᴾPᴿRᵀTᵁUᵂWᵃaᵇbᵈdᵉeᵍgᵏkᵐmᵑŋᵒoᵖpᵗtᵘuᵛvᵢiᵣrᵤuᵥvᶜcᶞðᶠfᶵƫᶻz․.⁰0ⁱi⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁼=⁽(⁾)ⁿn₀0₁1₂2₃3" +
        "₄4₅5₆6₇7₈8₉9₊+₌=₍(₎)ₐaₑeₒoₓxₕhₖkₗlₘmₙnₚpₛsₜtℂCℇƐℊgℋHℌHℍHℎhℏħℐIℑIℒLℓlℕNℙPℚQℛRℜRℝRℤZℨZℬBℭCℯeℰEℱFℳMℴoℹiⅅDⅆdⅇeⅈiⅉjⅠIⅤVⅩXⅬLⅭCⅮDⅯMⅰiⅴvⅹxⅼlⅽcⅾdⅿm①1②2③3④4⑤5⑥6" +
        "⑦7⑧8⑨9ⒶAⒷBⒸCⒹDⒺEⒻFⒼGⒽHⒾIⒿJⓀKⓁLⓂMⓃNⓄOⓅPⓆQⓇRⓈSⓉTⓊUⓋVⓌWⓍXⓎYⓏZⓐaⓑbⓒcⓓdⓔeⓕfⓖgⓗhⓘiⓙjⓚkⓛlⓜmⓝnⓞoⓟpⓠqⓡrⓢsⓣtⓤuⓥvⓦwⓧxⓨyⓩz⓪0ⱼjⱽVꟲCꟳFꟴQꟸĦꟹœ﬩+︐,︓:︔;︕!︖?︳_︴_︵(︶)︷{︸}" +
        "﹇[﹈]﹍_﹎_﹏_﹐,﹒.﹔;﹕:﹖?﹗!﹙(﹚)﹛{﹜}﹟#﹠&﹡*﹢+﹣-﹤<﹥>﹦=﹨\\﹩$﹪%﹫@￠¢￡£￢¬￤¦￥¥";

    // Half width and full width, by turns; the two marks of sound are combined with the letter before them afterwards.
    private const string Narrow =
        "｡。｢「｣」､、･・ｦヲｧァｨィｩゥｪェｫォｬャｭュｮョｯッｰーｱアｲイｳウｴエｵオｶカｷキｸクｹケｺコｻサｼシｽスｾセｿソﾀタﾁチﾂツﾃテﾄトﾅナﾆニﾇヌﾈネﾉノﾊハﾋヒﾌフﾍヘﾎホﾏマﾐミﾑムﾒメﾓモﾔヤﾕユﾖヨﾗラﾘリﾙルﾚレﾛロﾜワﾝン" +
        "\uFF9E\u3099\uFF9F\u309A" +
        "ﾡᄀﾢᄁﾣᆪﾤᄂﾥᆬﾦᆭﾧᄃﾨᄄﾩᄅﾪᆰﾫᆱﾬᆲﾭᆳﾮᆴﾯᆵﾰᄚﾱᄆﾲᄇﾳᄈﾴᄡﾵᄉﾶᄊﾷᄋﾸᄌﾹᄍﾺᄎﾻᄏﾼᄐﾽᄑﾾᄒￂᅡￃᅢￄᅣￅᅤￆᅥￇᅦￊᅧￋᅨￌᅩￍᅪￎᅫￏᅬￒᅭￓᅮￔᅯￕᅰￖᅱￗᅲￚᅳￛᅴￜᅵ￦₩￨│￩←￪↑￫→￬↓￭■￮○";

    // A form and what it is spelled, with spaces between.
    private const string Several =
        "ĲIJ ĳij ĿL· ŀl· ǄDŽ ǅDž ǆdž ǇLJ ǈLj ǉlj ǊNJ ǋNj ǌnj ǱDZ ǲDz ǳdz ‥.. …... ‼!! ⁇?? ⁈?! ⁉!? ₨Rs ℀a/c ℁a/s ℃°C ℅c/o ℆c/u ℉°F №No ℠SM ℡TEL ™TM ℻FAX ⅡII ⅢII" +
        "I ⅣIV ⅥVI ⅦVII ⅧVIII ⅨIX ⅪXI ⅫXII ⅱii ⅲiii ⅳiv ⅵvi ⅶvii ⅷviii ⅸix ⅺxi ⅻxii ⑩10 ⑪11 ⑫12 ⑬13 ⑭14 ⑮15 ⑯16 ⑰17 ⑱18 ⑲19 ⑳20 ⑴(1) ⑵(2) ⑶(3) ⑷(4) ⑸(5) ⑹(6) ⑺" +
        "(7) ⑻(8) ⑼(9) ⑽(10) ⑾(11) ⑿(12) ⒀(13) ⒁(14) ⒂(15) ⒃(16) ⒄(17) ⒅(18) ⒆(19) ⒇(20) ⒈1. ⒉2. ⒊3. ⒋4. ⒌5. ⒍6. ⒎7. ⒏8. ⒐9. ⒑10. ⒒11. ⒓12. ⒔13. ⒕14. ⒖15. ⒗16." +
        " ⒘17. ⒙18. ⒚19. ⒛20. ⒜(a) ⒝(b) ⒞(c) ⒟(d) ⒠(e) ⒡(f) ⒢(g) ⒣(h) ⒤(i) ⒥(j) ⒦(k) ⒧(l) ⒨(m) ⒩(n) ⒪(o) ⒫(p) ⒬(q) ⒭(r) ⒮(s) ⒯(t) ⒰(u) ⒱(v) ⒲(w) ⒳(x) ⒴(y) ⒵(z)" +
        " ⩴::= ⩵== ⩶=== ㉐PTE ㉑21 ㉒22 ㉓23 ㉔24 ㉕25 ㉖26 ㉗27 ㉘28 ㉙29 ㉚30 ㉛31 ㉜32 ㉝33 ㉞34 ㉟35 ㊱36 ㊲37 ㊳38 ㊴39 ㊵40 ㊶41 ㊷42 ㊸43 ㊹44 ㊺45 ㊻46 ㊼47 ㊽48 ㊾49 ㊿50 ㋌Hg ㋍erg ㋎" +
        "eV ㋏LTD ㍱hPa ㍲da ㍳AU ㍴bar ㍵oV ㍶pc ㍷dm ㍸dm2 ㍹dm3 ㍺IU ㎀pA ㎁nA ㎃mA ㎄kA ㎅KB ㎆MB ㎇GB ㎈cal ㎉kcal ㎊pF ㎋nF ㎎mg ㎏kg ㎐Hz ㎑kHz ㎒MHz ㎓GHz ㎔THz ㎖ml ㎗dl ㎘kl ㎙fm ㎚nm" +
        " ㎜mm ㎝cm ㎞km ㎟mm2 ㎠cm2 ㎡m2 ㎢km2 ㎣mm3 ㎤cm3 ㎥m3 ㎦km3 ㎩Pa ㎪kPa ㎫MPa ㎬GPa ㎭rad ㎰ps ㎱ns ㎳ms ㎴pV ㎵nV ㎷mV ㎸kV ㎹MV ㎺pW ㎻nW ㎽mW ㎾kW ㎿MW ㏂a.m. ㏃Bq ㏄cc ㏅cd ㏇Co. " +
        "㏈dB ㏉Gy ㏊ha ㏋HP ㏌in ㏍KK ㏎KM ㏏kt ㏐lm ㏑ln ㏒log ㏓lx ㏔mb ㏕mil ㏖mol ㏗PH ㏘p.m. ㏙PPM ㏚PR ㏛sr ㏜Sv ㏝Wb ㏿gal ﬀff ﬁfi ﬂfl ﬃffi ﬄffl ﬅst ﬆst ︙... ︰..";

    private static readonly Dictionary<char, string> s_plain = Read();

    /// <summary>The plain spelling of a character; <see langword="null"/> where it is plain already.</summary>
    public static string? Of(char form) => form is >= '\uFF01' and <= '\uFF5E' ? ((char)(form - FullWidth)).ToString() : s_plain.GetValueOrDefault(form);

    private static Dictionary<char, string> Read()
    {
        Dictionary<char, string> plain = [];
        foreach (string pairs in new[] { Single, Narrow })
        {
            for (int i = 0; i < pairs.Length; i += 2)
            {
                plain.Add(pairs[i], pairs[i + 1].ToString());
            }
        }

        foreach (string spelled in Several.Split(' '))
        {
            plain.Add(spelled[0], spelled[1..]);
        }

        return plain;
    }
}
