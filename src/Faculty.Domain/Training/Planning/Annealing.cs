namespace Faculty.Domain.Training.Planning;

/// <summary>Simulated annealing (模拟退火): how much worse a plan may become, less and less as the search goes on.</summary>
/// <remarks>Tables made by additions, multiplications and divisions alone: libraries round exponentials differently, and a plan would differ by machine.</remarks>
internal sealed class Annealing
{
    private const int Draws = 4096, Stages = 2048;
    private readonly double[] patience = new double[Draws];
    private readonly double[] temperature = new double[Stages];

    public Annealing(double hottest, double coldest)
    {
        for (var i = 0; i < Draws; i++)
        {
            patience[i] = -Ln((i + 0.5) / Draws);
        }
        var fall = Ln(coldest / hottest);
        for (var i = 0; i < Stages; i++)
        {
            temperature[i] = hottest * Exp(fall * i / (Stages - 1));
        }
    }

    public double Temperature(long done, long total) => temperature[done >= total ? Stages - 1 : (int)(done * Stages / total)];

    /// <summary>The largest loss that is taken this time.</summary>
    public int Tolerated(double temperature, ref PlanRandom random) => (int)(temperature * patience[random.Next() & (Draws - 1)]);

    private static double Ln(double value)
    {
        var halvings = 0;
        while (value < 0.75)
        {
            value *= 2;
            halvings++;
        }
        // ln v = 2 (z + z³/3 + z⁵/5 + …) with z = (v − 1) / (v + 1).
        var z = (value - 1) / (value + 1);
        return Series(z) - (halvings * Series(1.0 / 3));
    }

    private static double Series(double z)
    {
        var (sum, power) = (0.0, z);
        for (var n = 1; n < 60; n += 2)
        {
            sum += power / n;
            power *= z * z;
        }
        return 2 * sum;
    }

    private static double Exp(double value)
    {
        var parts = value / 64;
        var (sum, term) = (1.0, 1.0);
        for (var n = 1; n < 20; n++)
        {
            term *= parts / n;
            sum += term;
        }
        for (var i = 0; i < 6; i++)
        {
            sum *= sum;
        }
        return sum;
    }
}
