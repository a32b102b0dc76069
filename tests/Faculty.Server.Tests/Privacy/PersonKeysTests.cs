using Faculty.Server.Privacy;
using Faculty.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Faculty.Server.Tests.Privacy;

public sealed class PersonKeysTests
{
    private const int Persons = 20;

    [Fact]
    public async Task A_key_is_its_persons_own_and_the_same_after_a_restart()
    {
        using var keys = new TestKeys();
        var (persons, slots) = await AddAsync(keys);
        var first = keys.Open().Keys;
        var before = persons.Zip(slots, (p, s) => Key(first, s, p)!).ToList();
        keys.HasData = true;
        var again = keys.Open().Keys;

        Assert.Equal(Persons, before.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(before, persons.Zip(slots, (p, s) => Key(again, s, p)!));
        Assert.Throws<StoreDamagedException>(() => Key(again, slots[0], persons[1]));
        Assert.Throws<StoreDamagedException>(() => Key(again, Persons + 1, persons[1]));
        Assert.Throws<StoreDamagedException>(() => Key(again, 0, persons[1]));
    }

    [Fact]
    public async Task Two_hundred_bytes_are_all_a_person_takes()
    {
        using var keys = new TestKeys();
        await AddAsync(keys);
        Assert.InRange(new FileInfo(keys.File("persons")).Length / (Persons + 1), 1, 200);
    }

    [Fact]
    public async Task A_slot_that_says_its_key_is_lost_is_nobody_elses_also_behind_the_last()
    {
        using var keys = new TestKeys();
        await AddAsync(keys);
        var store = keys.Open().Keys;
        var lost = Guid.NewGuid();

        await store.LoseAsync(Persons + 2, lost);

        Assert.Equal([Persons + 3u], await store.AddAsync([Guid.NewGuid()]));
        Assert.Equal(KeyState.Lost, store.StateOf(Persons + 2, lost));
        Assert.True(store.IsGone(Persons + 2));
    }

    [Fact]
    public async Task Slots_of_refused_writes_are_used_again_with_new_keys()
    {
        using var keys = new TestKeys();
        var (persons, slots) = await AddAsync(keys);
        var store = keys.Open().Keys;
        var refused = await store.AddAsync(persons);
        store.Release(refused);
        var other = Guid.NewGuid();

        var slot = Assert.Single(await store.AddAsync([other]));

        Assert.Contains(slot, refused);
        Assert.NotNull(Key(store, slot, other));
        Assert.NotNull(Key(store, slots[0], persons[0]));
        Assert.Throws<StoreDamagedException>(() => Key(store, slot, persons[^1]));
    }

    [Fact]
    public async Task A_key_that_somebody_puts_into_the_slot_of_another_under_their_name_is_not_taken()
    {
        using var keys = new TestKeys();
        var (persons, slots) = await AddAsync(keys);
        keys.Close();
        var bytes = await File.ReadAllBytesAsync(keys.File("persons"));
        var (mine, others) = (bytes.AsMemory((int)slots[0] * KeySlot.Size, KeySlot.Size), bytes.AsMemory((int)slots[1] * KeySlot.Size, KeySlot.Size));
        others.CopyTo(mine);
        foreach (var half in (Memory<byte>[])[mine[..KeySlot.HalfSize], mine[KeySlot.HalfSize..]])
        {
            // What a hash without a secret does not prevent; that the key is wrapped for a slot and a person does.
            persons[0].TryWriteBytes(half.Span[72..]);
            BitConverter.TryWriteBytes(half.Span[88..], System.IO.Hashing.XxHash3.HashToUInt64(half.Span[..88], slots[0]));
            Assert.False(KeySlot.Sound(half.Span, slots[0]).IsEmpty);
        }
        await File.WriteAllBytesAsync(keys.File("persons"), bytes);
        keys.HasData = true;

        var store = keys.Open().Keys;
        Assert.Throws<StoreDamagedException>(() => Key(store, slots[0], persons[0]));
        Assert.NotNull(Key(store, slots[1], persons[1]));
    }

    [Fact]
    public async Task A_flipped_bit_gives_the_right_key_or_an_error()
    {
        using var keys = new TestKeys();
        var (persons, slots) = await AddAsync(keys);
        var damaged = keys.Open().Keys;
        var right = persons.Zip(slots, (p, s) => Key(damaged, s, p)!).ToList();
        var clean = await File.ReadAllBytesAsync(keys.File("persons"));
        var random = new Random(21);
        var (answered, errors) = (0, 0);
        for (var flip = 0; flip < 2000; flip++)
        {
            var bytes = clean.ToArray();
            // Every third time in both halves of a slot, so that no sound one is left.
            var at = random.Next(KeySlot.Size, bytes.Length);
            bytes[at] ^= (byte)(1 << (flip % 8));
            if (flip % 3 == 0)
            {
                bytes[at / KeySlot.Size * KeySlot.Size + (at % KeySlot.Size + KeySlot.HalfSize) % KeySlot.Size] ^= (byte)(1 << (flip % 8));
            }
            await File.WriteAllBytesAsync(keys.File("persons"), bytes);
            for (var i = 0; i < Persons; i++)
            {
                try
                {
                    Assert.Equal(right[i], Key(damaged, slots[i], persons[i]));
                    answered++;
                }
                catch (StoreDamagedException)
                {
                    errors++;
                }
            }
        }
        Assert.True(answered > 2000 * (Persons - 1) && errors > 300, $"{answered} answers, {errors} errors");
    }

    [Fact]
    public void The_control_a_half_without_its_hash_is_believed_with_another_state()
    {
        using var keys = new TestKeys();
        var ring = keys.Open().Ring;
        Span<byte> half = stackalloc byte[KeySlot.HalfSize];
        KeySlot.Write(half, 1, 1, Guid.NewGuid(), new byte[KeySlot.KeySize], ring);
        Assert.False(KeySlot.Sound(half, 1).IsEmpty);
        half[4] = (byte)KeyState.Erased;
        // What a slot would say if nothing checked it: erased, for ever, because of one bit.
        Assert.Equal((byte)KeyState.Erased, half[4]);
        Assert.True(KeySlot.Sound(half, 1).IsEmpty);
    }

    [Fact]
    public async Task An_erased_key_is_nowhere_in_the_file_and_says_that_it_was_erased()
    {
        using var keys = new TestKeys();
        var (persons, slots) = await AddAsync(keys);
        var store = keys.Open().Keys;
        Assert.Equal((KeyState.Live, false), (store.StateOf(slots[3], persons[3]), store.IsGone(slots[3])));

        await store.EraseAsync(slots[3], persons[3]);
        Assert.True(store.IsGone(slots[3]));

        keys.HasData = true;
        store = keys.Open().Keys;
        Assert.Null(Key(store, slots[3], persons[3]));
        Assert.Equal((persons[3], KeyState.Erased, 0u), store.At(slots[3]));
        var slot = (await File.ReadAllBytesAsync(keys.File("persons"))).AsMemory((int)slots[3] * KeySlot.Size, KeySlot.Size);
        Assert.All((int[])[0, KeySlot.HalfSize], half => Assert.All(slot.Slice(half + 8, 64).ToArray(), b => Assert.Equal(0, b)));
        Assert.NotNull(Key(store, slots[2], persons[2]));
    }

    [Fact]
    public async Task An_update_torn_at_any_byte_leaves_the_key()
    {
        using var keys = new TestKeys();
        var (persons, slots) = await AddAsync(keys);
        var right = Key(keys.Open().Keys, slots[0], persons[0]);
        var before = await File.ReadAllBytesAsync(keys.File("persons"));
        var open = keys.Open();
        open.Ring.AddVersion();
        Assert.Equal(Persons, await open.Keys.RewrapAsync(1, Persons));
        keys.Close();
        keys.HasData = true;
        var after = await File.ReadAllBytesAsync(keys.File("persons"));
        var torn = keys.Open().Keys;
        for (var written = 0; written <= KeySlot.Size; written++)
        {
            await File.WriteAllBytesAsync(keys.File("persons"), [.. after[..(KeySlot.Size + written)], .. before[(KeySlot.Size + written)..]]);
            Assert.Equal(right, Key(torn, slots[0], persons[0]));
        }
    }

    [Fact]
    public async Task Wrapped_anew_every_key_is_the_same_and_the_old_version_is_not_needed()
    {
        using var keys = new TestKeys();
        var (persons, slots) = await AddAsync(keys);
        var open = keys.Open();
        var right = persons.Zip(slots, (p, s) => Key(open.Keys, s, p)!).ToList();
        await open.Keys.EraseAsync(slots[5], persons[5]);
        open.Ring.AddVersion();

        Assert.Equal(7, await open.Keys.RewrapAsync(1, 8));
        keys.HasData = true;
        open = keys.Open();
        Assert.Equal(Persons - 8, await open.Keys.RewrapAsync(1, Persons));
        Assert.Equal(0, await open.Keys.RewrapAsync(1, Persons));
        open.Ring.Retire(1);
        open = keys.Open();

        Assert.All(Enumerable.Range(0, Persons), i => Assert.Equal(i == 5 ? null : right[i], Key(open.Keys, slots[i], persons[i])));
    }

    [Fact]
    public async Task Many_who_add_at_once_each_get_a_slot_of_their_own()
    {
        using var keys = new TestKeys();
        var store = keys.Open().Keys;
        var added = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            Guid[] persons = [.. Enumerable.Range(0, 5).Select(_ => Guid.NewGuid())];
            return persons.Zip(await store.AddAsync(persons)).ToList();
        })));

        var all = added.SelectMany(a => a).ToList();
        Assert.Equal(200, all.Select(a => a.Second).Distinct().Count());
        Assert.All(all, a => Assert.NotNull(Key(store, a.Second, a.First)));
    }

    [Fact]
    public async Task A_key_that_is_being_made_while_the_keys_are_rotated_is_not_left_with_a_version_that_is_forgotten()
    {
        using var keys = new TestKeys();
        var open = keys.Open();
        await using var rotation = new KeyRotation(open.Ring, open.Keys, NullLogger<KeyRotation>.Instance);
        // So many that wrapping them takes longer than a whole rotation, which finds nothing to wrap in slots that are not written yet.
        var persons = Enumerable.Range(0, 100_000).Select(_ => Guid.NewGuid()).ToList();
        var adding = Task.Run(() => open.Keys.AddAsync(persons));
        while (open.Keys.Count == 0)
        {
            await Task.Yield();
        }

        var last = await rotation.RunAsync(CancellationToken.None).LastAsync();
        var slots = await adding;

        Assert.Equal([1u], last.Retired);
        Assert.Equal([last.Version], open.Ring.Versions.Select(v => v.Version));
        Assert.All(slots.Zip(persons), one => Assert.NotNull(Key(open.Keys, one.First, one.Second)));
    }

    private static async Task<(List<Guid> Persons, IReadOnlyList<uint> Slots)> AddAsync(TestKeys keys)
    {
        var persons = Enumerable.Range(0, Persons).Select(_ => Guid.NewGuid()).ToList();
        return (persons, await keys.Open().Keys.AddAsync(persons));
    }

    private static byte[]? Key(PersonKeys keys, uint slot, Guid person)
    {
        var key = new byte[KeySlot.KeySize];
        return keys.TryOpen(slot, person, key) ? key : null;
    }
}
