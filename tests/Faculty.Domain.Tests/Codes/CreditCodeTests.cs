using CsCheck;
using Faculty.Domain.Codes;

namespace Faculty.Domain.Tests.Codes;

/// <summary>GB 32100: 18 signs of an alphabet of 31, the last by weights 3^i mod 31.</summary>
public sealed class CreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // 3^i mod 31, written out.
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    [Theory]
    // The example of the standard, and codes that are nobody's.
    [InlineData("91350100M000100Y43")]
    [InlineData("91140581MA0000QY09")]
    [InlineData("91140581MA0000QY1C")]
    public void A_code_with_its_check_sign_is_taken(string code) => Assert.Null(CreditCode.Problem(code));

    [Theory]
    [InlineData("")]
    [InlineData("91350100M000100Y4")]
    [InlineData("91350100M000100Y433")]
    [InlineData("91350100m000100y43")]
    [InlineData("91350100M00010OY43")]
    [InlineData("91350100M00010IY43")]
    [InlineData("91350100M00010SY43")]
    [InlineData("91350100M00010ZY43")]
    [InlineData("91350100M00010VY43")]
    [InlineData("９1350100M000100Y43")]
    [InlineData("9135A100M000100Y43")]
    [InlineData("91350100M000100Y44")]
    public void A_code_that_is_none_is_told(string code) => Assert.NotNull(CreditCode.Problem(code));

    [Fact]
    public void The_check_sign_is_the_one_of_the_weights_and_notices_every_wrong_sign_and_every_swap() => Gen.Int[0, 30].Array[17].Sample(
        values =>
        {
            for (var i = 2; i < 8; i++)
            {
                values[i] %= 10;
            }
            var sum = values.Zip(Weights, (value, weight) => value * weight).Sum();
            var code = string.Concat(values.Select(v => Alphabet[v])) + Alphabet[(31 - sum % 31) % 31];
            Assert.Null(CreditCode.Problem(code));
            for (var i = 0; i < 18; i++)
            {
                var wrong = code.ToCharArray();
                wrong[i] = Alphabet[(Alphabet.IndexOf(code[i], StringComparison.Ordinal) + 1) % 31];
                Assert.NotNull(CreditCode.Problem(new(wrong)));
                if (i > 0 && code[i] != code[i - 1])
                {
                    var swapped = code.ToCharArray();
                    (swapped[i], swapped[i - 1]) = (swapped[i - 1], swapped[i]);
                    Assert.NotNull(CreditCode.Problem(new(swapped)));
                }
            }
        },
        iter: 200);
}
