import { broken, edited, type LanguageFixtures, reversed } from '../contract.js';

const head = `package music

import kotlin.math.max
`;

const credits = `
    fun credits(separator: String): String {
        val names = tracks.flatMap { it.artists }.distinct()
        val sorted = names.sortedBy { name -> name.lowercase() }
        if (sorted.isEmpty()) return "unknown"
        val last = sorted.last()
        return sorted.dropLast(1).joinToString(separator) + " and " + last
    }
`;

const album = `
/** Some tracks in an order. */
class Album(val title: String, private val tracks: MutableList<Track>) {
    val seconds: Int
        get() = tracks.sumOf { it.seconds }

    fun duration(): Int {
        var sum = 0
        for (track in tracks) {
            val silence = if (track.live) 0 else 2
            sum += max(track.seconds, 1) + silence
        }
        // In seconds.
        return sum
    }

    fun add(track: Track) {
        require(track.title.isNotBlank()) { "no title" }
        if (duration() + track.seconds > 4800) throw IllegalStateException("full: " + title)
        tracks.add(track)
    }

    fun add(title: String, length: String) {
        val (minutes, seconds) = length.split(":").map { it.toInt() }
        val track = Track(title, minutes * 60 + seconds)
        log.info("new track: " + track)
        add(track)
    }
${credits}
    companion object {
        fun of(text: String): Album {
            val (title, rest) = text.split("|")
            val tracks = rest.split(",").map { Track(it.trim(), 0) }
            return Album(title, tracks.toMutableList())
        }
    }
}
`;

const player = `
class Player(private val output: Output) {
    private var position = 0

    fun next(count: Int): Int {
        position = (position + count) % output.size
        output.show(position)
        return position
    }

    fun stop() {
        output.silence()
        position = 0
    }
}
`;

const parseTrack = `
fun parseTrack(line: String): Track {
    val parts = line.split(';')
    val seconds = parts.getOrNull(1)?.toIntOrNull() ?: 180
    if (parts.first().isEmpty()) error("no title in " + line)
    return Track(parts.first().trim(), seconds)
}
`;

const mix = `
fun mix(albums: List<Album>, limit: Int): List<Track> {
    fun weight(track: Track): Int {
        val age = 2030 - track.year
        val plays = track.plays.coerceAtMost(100)
        return plays * 3 - age
    }
    val all = albums.flatMap { it.tracks }
    return all.sortedByDescending { weight(it) }.take(limit)
}

fun Album.label(width: Int): String {
    val text = title.uppercase()
    val space = width - text.length
    return text + ".".repeat(max(space, 0))
}
`;

const before = { 'music.kt': head + album + player + parseTrack + mix };

const rename = edited(
  before,
  { 'music.kt': [['parseTrack', 'readTrack']] },
  'rename-function music.kt parseTrack → music.kt readTrack',
);

const extract = edited(
  before,
  {
    'music.kt': [
      [
        `            val silence = if (track.live) 0 else 2
            sum += max(track.seconds, 1) + silence
`,
        '            sum += lengthOf(track)\n',
      ],
      [
        '    fun add(track: Track)',
        `    private fun lengthOf(track: Track): Int {
        val silence = if (track.live) 0 else 2
        return max(track.seconds, 1) + silence
    }

    fun add(track: Track)`,
      ],
    ],
  },
  'extract-function music.kt Album.duration → music.kt Album.lengthOf',
);

export const kotlin: LanguageFixtures = {
  language: 'Kotlin',
  reads: {
    path: 'Ship.kt',
    text: `package sea

import sea.wind.Sail

/** Floats. */
class Ship<T>(val name: String, crew: Int) : Vehicle(name), Named by tag, Comparable<T> {
    val size: Int get() = 1
    val steer = { angle: Int -> angle + 1 } // by hand

    companion object {
        const val LIMIT = 3
        fun of(name: String) = Ship(name, 1)
    }

    constructor(number: Int) : this("", number)

    suspend fun sail(to: String, vararg stops: Int): Int {
        fun inner(day: Int) = day
        val watch = object : Listener { override fun heard() {} }
        for (stop in stops) {}
        return inner(1)
    }
}

interface Port : Place {
    fun open(): Boolean
}
enum class Wind { NORTH, SOUTH }
object Sea : Water() {
    fun rise() {}
}
data class Point(val x: Int, val y: Int)
typealias Crew = List<String>
fun Ship<Int>.sink(depth: Int) = depth
fun String?.wet() = this
`,
    declarations: [
      'class Ship',
      'variable name',
      'variable size',
      'variable steer',
      'variable LIMIT',
      'function of',
      'function sail',
      'function inner',
      'variable watch',
      'function heard',
      'variable stop',
      'interface Port',
      'function open',
      'enum Wind',
      'object Sea',
      'function rise',
      'class Point',
      'variable x',
      'variable y',
      'type Crew',
      'method Ship.sink',
      'method String.wet',
    ],
    parameters: ['name', 'crew', 'name', 'number', 'to', 'stops', 'day', 'x', 'y', 'depth'],
    supertypes: ['Vehicle', 'Named', 'Comparable', 'Place', 'Water'],
    imports: ['package sea', 'import sea.wind.Sail'],
    comments: ['/** Floats. */', '// by hand'],
  },
  cases: {
    'rename a function': rename,
    'rename a method': edited(
      before,
      { 'music.kt': [['duration(', 'length(']] },
      'rename-function music.kt Album.duration → music.kt Album.length',
    ),
    'move a function to another file': edited(
      before,
      { 'music.kt': [[parseTrack, '']], 'tracks.kt': [['', head + parseTrack]] },
      'move-function music.kt parseTrack → tracks.kt parseTrack',
    ),
    'move a function to another file and change its signature': edited(
      before,
      {
        'music.kt': [[parseTrack, '']],
        'tracks.kt': [
          ['', head + parseTrack],
          ['line: String', "line: String, separator: Char = ';'"],
          ["split(';')", 'split(separator)'],
        ],
      },
      'move-function music.kt parseTrack → tracks.kt parseTrack',
    ),
    'move a method to another type': edited(
      before,
      {
        'music.kt': [
          [credits, ''],
          ['    fun stop(', `${credits}\n    fun stop(`],
        ],
      },
      'move-function music.kt Album.credits → music.kt Player.credits',
    ),
    'extract a function': extract,
    'inline a function': reversed(
      extract,
      'inline-function music.kt Album.lengthOf → music.kt Album.duration',
    ),
    'change a signature': edited(before, {
      'music.kt': [['fun next(count: Int): Int', 'fun next(count: Int = 1, wrap: Boolean): Int']],
    }),
    'edit without a refactoring': edited(before, { 'music.kt': [['> 4800', '>= 5400']] }),
    'edit a function without a name': edited(before, {
      'music.kt': [['{ name -> name.lowercase() }', '{ name -> name.trim().reversed() }']],
    }),
    'rename a nested function': edited(
      before,
      { 'music.kt': [['weight(', 'rank(']] },
      'rename-function music.kt mix.weight → music.kt mix.rank',
    ),
    'edit one of several functions of a name': edited(before, {
      'music.kt': [['minutes * 60', 'minutes * 61']],
    }),
    'rename one of several functions of a name': edited(
      before,
      { 'music.kt': [['add(title: String', 'addNew(title: String']] },
      'rename-function music.kt Album.add → music.kt Album.addNew',
    ),
    'rename a type': edited(
      before,
      { 'music.kt': [['Player', 'Deck']] },
      'rename-type music.kt Player → music.kt Deck',
    ),
    'move a type to another file': edited(
      before,
      { 'music.kt': [[player, '']], 'player.kt': [['', `package music\n${player}`]] },
      'move-type music.kt Player → player.kt Player',
    ),
    'rename beside a part that is broken': broken(rename, '\nclass Broken {\n    fun open( {\n'),
    'edit comments and documentation': edited(before, {
      'music.kt': [
        [
          '/** Some tracks in an order. */',
          '/**\n * What came out together, in the order of the sleeve.\n */',
        ],
        ['// In seconds.', '/* whole seconds */'],
      ],
    }),
  },
  own: {
    'rename a function of a companion': edited(
      before,
      { 'music.kt': [['fun of(', 'fun parse(']] },
      'rename-function music.kt Album.of → music.kt Album.parse',
    ),
    'rename an extension of a type in the file': edited(
      before,
      { 'music.kt': [['.label(', '.heading(']] },
      'rename-function music.kt Album.label → music.kt Album.heading',
    ),
    'edit the getter of a property': edited(before, {
      'music.kt': [['sumOf { it.seconds }', 'sumOf { it.seconds + 1 }']],
    }),
  },
};
