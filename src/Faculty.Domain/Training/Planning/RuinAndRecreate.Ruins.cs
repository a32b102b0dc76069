using System.Numerics;

namespace Faculty.Domain.Training.Planning;

/// <summary>What is taken out together: items of one trainer, of one skill near in time, or those in the way of an unfilled one.</summary>
internal sealed partial class RuinAndRecreate
{
    private const int OpenTries = 12, MostTaken = 9;
    private const int SlotsAWeek = PlanOption.DaysAWeek * PlanOption.SlotsADay;

    private void Ruin()
    {
        var kind = random.Below(100);
        var size = 1 + random.Below(MostTaken);
        if (kind < 30 && openCount > 0)
        {
            RuinForOpen(open[random.Below(openCount)], size);
        }
        else if (kind < 65)
        {
            RuinTrainer(random.Below(given.Sessions), size);
        }
        else
        {
            RuinSkill(random.Below(given.Items), size);
        }
        // Whoever else wants these trainers shall have a chance.
        if (openCount > 0 && touchedCount > 0)
        {
            var skill = given.BySkill[given.Skill[touched[0]]];
            for (var tries = 0; tries < OpenTries; tries++)
            {
                var item = skill[random.Below(skill.Length)];
                if (openAt[item] >= 0)
                {
                    Touch(item, take: false);
                }
            }
        }
    }

    private void RuinTrainer(int session, int size)
    {
        if (table.Option[session] == Timetable.Unfilled)
        {
            RuinForOpen(given.Item[session], size);
            return;
        }
        var seats = given.FirstSeat[session + 1] - given.FirstSeat[session];
        var trainer = given.Trainer[table.Seats[given.FirstSeat[session] + random.Below(seats)]];
        var week = given.Week[table.Option[session]];
        Touch(given.Item[session], take: true);
        // From that week on in both directions, as far as the size goes.
        for (var step = 0; step < 2 * given.Weeks && touchedCount < size; step++)
        {
            var near = week + ((step & 1) == 0 ? step / 2 : -(step + 1) / 2);
            if (near < 0 || near >= given.Weeks)
            {
                continue;
            }
            var booked = table.BookedSlots(trainer, near);
            while (booked != 0 && touchedCount < size)
            {
                var bit = BitOperations.TrailingZeroCount(booked);
                booked &= booked - 1;
                var other = table.SessionAt(trainer, (near * SlotsAWeek) + bit);
                if (other >= 0)
                {
                    Touch(given.Item[other], take: true);
                }
            }
        }
    }

    private void RuinSkill(int item, int size)
    {
        Touch(item, take: true);
        var skill = given.BySkill[given.Skill[item]];
        var spread = 4 * size;
        for (var tries = 0; tries < 2 * size && touchedCount < size; tries++)
        {
            var place = given.InSkill[item] + random.Below((2 * spread) + 1) - spread;
            if (place >= 0 && place < skill.Length)
            {
                Touch(skill[place], take: true);
            }
        }
    }

    /// <summary>Makes room for an open item: whatever keeps one of its trainers goes.</summary>
    private void RuinForOpen(int item, int size)
    {
        Touch(item, take: random.Below(4) == 0);
        var pairs = given.FirstPair[item + 1] - given.FirstPair[item];
        if (pairs == 0)
        {
            return;
        }
        for (var session = given.FirstSession[item]; session < given.FirstSession[item + 1] && touchedCount < size; session++)
        {
            if (table.Option[session] != Timetable.Unfilled)
            {
                continue;
            }
            var options = given.FirstOption[session + 1] - given.FirstOption[session];
            for (var tries = 0; tries < 3 && touchedCount < size && options > 0; tries++)
            {
                var option = given.FirstOption[session] + random.Below(options);
                var place = random.Below(pairs);
                if (given.FreeAt[given.Free[option] + place] != 0)
                {
                    FreeTrainer(given.Trainer[given.FirstPair[item] + place], session, option, size);
                }
            }
        }
    }

    private void FreeTrainer(int trainer, int session, int option, int size)
    {
        for (var side = -1; side <= 1; side++)
        {
            var bit = side < 0 ? (given.Bit[option] >> 1) & given.Neighbours[option] : side > 0 ? (given.Bit[option] << 1) & given.Neighbours[option] : given.Bit[option];
            if ((table.BookedSlots(trainer, given.Week[option]) & bit) != 0 && (side == 0 || !table.NearEnough(trainer, session, option, side)))
            {
                Touch(given.Item[table.SessionAt(trainer, given.At[option] + side)], take: true);
            }
        }
        if (table.HoursLeft(trainer, given.Week[option]) < given.Hours[session])
        {
            TakeOne(trainer, given.Week[option]);
        }
        for (var tries = 0; tries < 8 && table.HoursLeft(trainer) < given.Hours[session] && touchedCount < size; tries++)
        {
            TakeOne(trainer, random.Below(given.Weeks));
        }
    }

    private void TakeOne(int trainer, int week)
    {
        var booked = table.BookedSlots(trainer, week);
        if (booked == 0)
        {
            return;
        }
        for (var skip = random.Below(BitOperations.PopCount(booked)); skip > 0; skip--)
        {
            booked &= booked - 1;
        }
        Touch(given.Item[table.SessionAt(trainer, (week * SlotsAWeek) + BitOperations.TrailingZeroCount(booked))], take: true);
    }
}
