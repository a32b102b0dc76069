namespace Faculty.Domain.Training.Planning;

/// <summary>Items that need several trainers at once: the best few are tried together, and what they leave is filled session by session.</summary>
internal sealed partial class Insertion
{
    private void FillTogether(int item, ref PlanRandom random)
    {
        var need = given.Need[item];
        while (missingCount > 0 && need <= Squad && OptionsMissing() <= MostOptions)
        {
            var found = FindSquad(item, ref random);
            if (found < need)
            {
                break;
            }
            bestGain = 0;
            Choose(0, 0, found, need);
            if (bestGain == 0)
            {
                break;
            }
            var left = 0;
            for (var i = 0; i < missingCount; i++)
            {
                if (bestPicks[i] >= 0 && AllFit(missing[i], bestPicks[i], need))
                {
                    table.Book(missing[i], bestPicks[i], bestMembers.AsSpan(0, need));
                }
                else
                {
                    missing[left++] = missing[i];
                }
            }
            if (left == missingCount)
            {
                break;
            }
            missingCount = left;
        }
        for (var i = 0; i < missingCount; i++)
        {
            FillSession(item, missing[i], ref random);
        }
    }

    private int OptionsMissing()
    {
        var options = 0;
        for (var i = 0; i < missingCount; i++)
        {
            options += given.FirstOption[missing[i] + 1] - given.FirstOption[missing[i]];
        }
        return options;
    }

    private bool AllFit(int session, int option, int need)
    {
        for (var i = 0; i < need; i++)
        {
            if (!table.Fits(session, option, bestMembers[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The trainers who alone would bring most, each with the times that fit.</summary>
    private int FindSquad(int item, ref PlanRandom random)
    {
        var (first, end, need) = (given.FirstPair[item], given.FirstPair[item + 1], given.Need[item]);
        var share = given.Value[item] / need;
        var found = 0;
        for (var pair = first; pair < end; pair++)
        {
            var trainer = given.Trainer[pair];
            var (place, known) = (pair - first, table.Faces[pair] > 0);
            var most = known ? int.MaxValue : -given.Instance.Weights.Continuity;
            if (!known)
            {
                for (var i = 0; i < missingCount; i++)
                {
                    most += Math.Max(0, share - given.Cost[given.FirstCost[missing[i]] + place]);
                }
            }
            if (found == Squad && most <= squadGain[found - 1])
            {
                continue;
            }
            if (--blinkIn < 0)
            {
                blinkIn = random.Below(2 * BlinkEvery);
                continue;
            }
            var (gain, fits, bit) = (-table.NewFace(pair), 0ul, 0);
            var (hours, left) = (table.HoursOf(trainer), table.HoursLeft(trainer));
            for (var i = 0; i < missingCount; i++)
            {
                var session = missing[i];
                var dearest = int.MaxValue;
                for (var option = given.FirstOption[session]; option < given.FirstOption[session + 1]; option++, bit++)
                {
                    if (given.FreeAt[given.Free[option] + place] != 0 && option != overlooked && left >= given.Hours[session] && table.FitsWeek(trainer, session, option, given.Hours[session]))
                    {
                        fits |= 1ul << bit;
                        dearest = Math.Min(dearest, given.Surcharge[option] - table.Kept(session, option, pair));
                    }
                }
                if (dearest < int.MaxValue)
                {
                    gain += share - given.Cost[given.FirstCost[session] + place] - dearest - table.Fairness(hours, given.Hours[session]);
                    hours += given.Hours[session];
                    left -= given.Hours[session];
                }
            }
            if (fits == 0 || (found == Squad && gain <= squadGain[found - 1]))
            {
                continue;
            }
            var at = found < Squad ? found++ : found - 1;
            for (; at > 0 && squadGain[at - 1] < gain; at--)
            {
                (squad[at], squadGain[at], squadFits[at]) = (squad[at - 1], squadGain[at - 1], squadFits[at - 1]);
            }
            (squad[at], squadGain[at], squadFits[at]) = (pair, gain, fits);
        }
        return found;
    }

    private void Choose(int chosen, int from, int found, int need)
    {
        if (chosen == need)
        {
            Judge(need);
            return;
        }
        for (var i = from; i <= found - (need - chosen); i++)
        {
            members[chosen] = i;
            Choose(chosen + 1, i + 1, found, need);
        }
    }

    private void Judge(int need)
    {
        var fits = ulong.MaxValue;
        var gain = 0;
        for (var m = 0; m < need; m++)
        {
            fits &= squadFits[members[m]];
            gain -= table.NewFace(squad[members[m]]);
        }
        var bit = 0;
        for (var i = 0; i < missingCount; i++)
        {
            var session = missing[i];
            var (cheap, pick) = (int.MaxValue, -1);
            for (var option = given.FirstOption[session]; option < given.FirstOption[session + 1]; option++, bit++)
            {
                if ((fits >> bit & 1) != 0)
                {
                    var cost = 0;
                    for (var m = 0; m < need; m++)
                    {
                        cost += table.Cost(session, option, squad[members[m]]);
                    }
                    if (cost < cheap)
                    {
                        (cheap, pick) = (cost, option);
                    }
                }
            }
            picks[i] = pick >= 0 && given.Value[given.Item[session]] > cheap ? pick : -1;
            gain += picks[i] >= 0 ? given.Value[given.Item[session]] - cheap : 0;
        }
        if (gain > bestGain)
        {
            bestGain = gain;
            Array.Copy(picks, bestPicks, missingCount);
            for (var m = 0; m < need; m++)
            {
                bestMembers[m] = squad[members[m]];
            }
        }
    }

    /// <summary>One session by itself: the cheapest trainers of its best time.</summary>
    private void FillSession(int item, int session, ref PlanRandom random)
    {
        var (first, end, need) = (given.FirstPair[item], given.FirstPair[item + 1], given.Need[item]);
        var (best, bestOption) = (0, -1);
        for (var option = given.FirstOption[session]; option < given.FirstOption[session + 1]; option++)
        {
            var (count, sum) = (0, 0);
            for (var pair = first; pair < end; pair++)
            {
                if (option == overlooked || !table.Fits(session, option, pair))
                {
                    continue;
                }
                if (--blinkIn < 0)
                {
                    blinkIn = random.Below(2 * BlinkEvery);
                    continue;
                }
                var cost = table.Cost(session, option, pair) + table.NewFace(pair);
                if (count == need)
                {
                    if (cost >= picks[count - 1])
                    {
                        continue;
                    }
                    sum -= picks[count - 1];
                }
                var at = count < need ? count++ : count - 1;
                for (; at > 0 && picks[at - 1] > cost; at--)
                {
                    (picks[at], cheapest[at]) = (picks[at - 1], cheapest[at - 1]);
                }
                (picks[at], cheapest[at]) = (cost, pair);
                sum += cost;
            }
            if (count == need && given.Value[item] - sum > best)
            {
                (best, bestOption) = (given.Value[item] - sum, option);
                Array.Copy(cheapest, bestPicks, need);
            }
        }
        if (bestOption >= 0)
        {
            table.Book(session, bestOption, bestPicks.AsSpan(0, need));
        }
    }
}
