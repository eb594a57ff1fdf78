import { broken, edited, type LanguageFixtures, notHere, reversed } from '../contract.js';

const head = `using System;
using System.Linq;

namespace Trains;
`;

const board = `
    public string Board(string place)
    {
        var rows = stops.Where(stop => stop.Place == place).ToList();
        if (rows.Count == 0) return "no trains";
        var times = rows.Select(row => row.Time.ToString("HH:mm"));
        var platforms = rows.Select(row => row.Platform).Distinct();
        return string.Join(", ", times) + " from " + string.Join("/", platforms);
    }
`;

const line = `
/// <summary>A line with its stops.</summary>
public class Line
{
    private readonly List<Stop> stops = new();

    public string Name { get; set; }

    public int Length
    {
        get
        {
            var first = stops.First().Kilometre;
            var last = stops.Last().Kilometre;
            return Math.Abs(last - first);
        }
    }

    public Line(string name)
    {
        Name = name;
    }

    public int Minutes(int speed)
    {
        var sum = 0;
        foreach (var stop in stops)
        {
            var driving = stop.Distance * 60 / speed;
            var waiting = stop.Large ? 3 : 1;
            sum += driving + waiting;
        }
        // Rounded down.
        return sum;
    }

    public void Add(Stop stop)
    {
        if (stops.Any(other => other.Place == stop.Place)) throw new ArgumentException(stop.Place);
        var time = Minutes(80);
        stops.Add(stop with { Minute = time });
    }

    public void Add(string place, int kilometre)
    {
        var last = stops.LastOrDefault();
        var distance = kilometre - (last?.Kilometre ?? 0);
        Add(new Stop(place, kilometre, distance));
    }

    public int[] Delays(int[] minutes)
    {
        int Late(int index)
        {
            var planned = stops[index].Minute;
            var actual = minutes[index];
            return Math.Max(0, actual - planned);
        }
        return Enumerable.Range(0, minutes.Length).Select(Late).ToArray();
    }
${board}}
`;

const depot = `
internal sealed class Depot
{
    private readonly Queue<Wagon> wagons = new();

    public bool Park(Wagon wagon, int limit)
    {
        if (wagons.Count >= limit) return false;
        wagon.Brake();
        wagons.Enqueue(wagon);
        return true;
    }

    public int Free(int limit) => limit - wagons.Count;
}
`;

const before = { 'Line.cs': head + line, 'Depot.cs': `namespace Trains;\n${depot}` };

const rename = edited(
  before,
  { 'Line.cs': [['Minutes(', 'Duration(']] },
  'rename-function Line.cs Line.Minutes → Line.cs Line.Duration',
);

const extract = edited(
  before,
  {
    'Line.cs': [
      [
        `            var driving = stop.Distance * 60 / speed;
            var waiting = stop.Large ? 3 : 1;
            sum += driving + waiting;
`,
        '            sum += MinutesTo(stop, speed);\n',
      ],
      [
        '    public void Add(Stop',
        `    private static int MinutesTo(Stop stop, int speed)
    {
        var driving = stop.Distance * 60 / speed;
        var waiting = stop.Large ? 3 : 1;
        return driving + waiting;
    }

    public void Add(Stop`,
      ],
    ],
  },
  'extract-function Line.cs Line.Minutes → Line.cs Line.MinutesTo',
);

export const csharp: LanguageFixtures = {
  language: 'C#',
  reads: {
    path: 'Garage.cs',
    text: `using System;
global using Cars = Shop.Cars;
namespace Town.Streets;

/// <summary>Full of cars.</summary>
[Serializable]
public class Garage<T> : House<T>, IOpen, City.Place where T : new()
{
    private int doors, lamps = 2;
    public string Owner { get; set; } = "nobody";
    public int Count => cars.Count; // not cached
    public int Size { get { return size; } set => size = value; }
    public event EventHandler Opened;
    public Garage(int doors) : base(doors) { this.doors = doors; }
    public int Fill(int first, params int[] rest)
    {
        int Twice(int value) { return value * 2; }
        Func<int, int> once = number => number;
        foreach (var car in cars) { }
        return Twice(first);
    }
    public abstract void Close();
    class Shelf { }
    public delegate int Opener(int key);
}
public record Point(int X, int Y);
public record struct Pair(int Left) { public int Sum() => Left; }
public struct Key : IKey { }
#region small
public interface IOpen : IPlace { int Hours(); }
public enum Kind { Small, Large = 2 }
#endregion
`,
    declarations: [
      'class Garage',
      'variable doors',
      'variable lamps',
      'variable Owner',
      'function Count',
      'function Size',
      'variable Opened',
      'function Garage',
      'function Fill',
      'function Twice',
      'variable once',
      'variable car',
      'function Close',
      'class Shelf',
      'delegate Opener',
      'record Point',
      'record Pair',
      'function Sum',
      'struct Key',
      'interface IOpen',
      'function Hours',
      'enum Kind',
    ],
    parameters: ['doors', 'first', 'rest', 'value', 'key', 'X', 'Y', 'Left'],
    supertypes: ['House', 'IOpen', 'Place', 'IKey', 'IPlace'],
    imports: ['using System;', 'global using Cars = Shop.Cars;', 'namespace Town.Streets;'],
    comments: ['/// <summary>Full of cars.</summary>', '// not cached', '#region small', '#endregion'],
  },
  cases: {
    'rename a function': notHere('there are only methods and functions in them'),
    'rename a method': rename,
    'move a function to another file': edited(
      before,
      { 'Line.cs': [[board, '']], 'Depot.cs': [['    public int Free', `${board}\n    public int Free`]] },
      'move-function Line.cs Line.Board → Depot.cs Depot.Board',
    ),
    'move a function to another file and change its signature': edited(
      before,
      {
        'Line.cs': [[board, '']],
        'Depot.cs': [
          ['    public int Free', `${board}\n    public int Free`],
          ['Board(string place)', 'Board(IReadOnlyList<Stop> stops, string place)'],
        ],
      },
      'move-function Line.cs Line.Board → Depot.cs Depot.Board',
    ),
    'move a method to another type': edited(
      { 'Line.cs': head + line + depot },
      {
        'Line.cs': [
          [board, ''],
          ['    public int Free', `${board}\n    public int Free`],
        ],
      },
      'move-function Line.cs Line.Board → Line.cs Depot.Board',
    ),
    'extract a function': extract,
    'inline a function': reversed(extract, 'inline-function Line.cs Line.MinutesTo → Line.cs Line.Minutes'),
    'change a signature': edited(before, {
      'Depot.cs': [['Park(Wagon wagon, int limit)', 'Park(int limit, Wagon wagon, bool locked = false)']],
    }),
    'edit without a refactoring': edited(before, {
      'Depot.cs': [['wagon.Brake();', 'wagon.Brake(force: 2);\n        wagon.Lock();']],
    }),
    'edit a function without a name': edited(before, {
      'Line.cs': [
        ['other => other.Place == stop.Place', 'other => other.Kilometre == stop.Kilometre && !other.Closed'],
      ],
    }),
    'rename a nested function': edited(
      before,
      { 'Line.cs': [['Late', 'Behind']] },
      'rename-function Line.cs Line.Delays.Late → Line.cs Line.Delays.Behind',
    ),
    'edit one of several functions of a name': edited(before, {
      'Line.cs': [['kilometre - (last', 'kilometre + 1 - (last']],
    }),
    'rename one of several functions of a name': edited(
      before,
      { 'Line.cs': [['Add(string place', 'Append(string place']] },
      'rename-function Line.cs Line.Add → Line.cs Line.Append',
    ),
    'rename a type': edited(
      before,
      { 'Depot.cs': [['Depot', 'Yard']] },
      'rename-type Depot.cs Depot → Depot.cs Yard',
    ),
    'move a type to another file': edited(
      { 'Line.cs': head + line + depot },
      { 'Line.cs': [[depot, '']], 'Depot.cs': [['', `namespace Trains;\n${depot}`]] },
      'move-type Line.cs Depot → Depot.cs Depot',
    ),
    'rename beside a part that is broken': broken(rename, '\nclass Broken\n{\n    void Open( {\n}\n'),
    'edit comments and documentation': edited(before, {
      'Line.cs': [
        [
          '/// <summary>A line with its stops.</summary>',
          '/// <summary>\n/// Where a train goes, in order.\n/// </summary>',
        ],
        ['// Rounded down.', '/* whole minutes */'],
      ],
    }),
  },
  own: {
    'rename a property that computes': edited(
      before,
      { 'Line.cs': [['int Length', 'int Distance']] },
      'rename-function Line.cs Line.Length → Line.cs Line.Distance',
    ),
    'put a namespace around everything': edited(before, {
      'Depot.cs': [
        ['namespace Trains;\n', 'namespace Trains\n{'],
        ['wagons.Count;\n}\n', 'wagons.Count;\n}\n}\n'],
      ],
    }),
  },
};
