import { broken, edited, type LanguageFixtures, reversed } from '../contract.js';

const head = `use std::collections::HashMap;
use crate::tile::Tile;
`;

const legend = `
    pub fn legend(&self, width: usize) -> String {
        let mut names: Vec<&str> = self.tiles.iter().map(|tile| tile.name()).collect();
        names.sort();
        names.dedup();
        let rows: Vec<String> = names.iter().map(|name| format!("{:>1$}", name, width)).collect();
        rows.join("; ")
    }
`;

const map = `
/// Tiles in rows.
pub struct Map {
    width: usize,
    tiles: Vec<Tile>,
}

impl Map {
    pub fn new(width: usize) -> Self {
        Map { width, tiles: Vec::new() }
    }

    pub fn cost(&self, path: &[usize]) -> Option<u32> {
        let mut sum = 0;
        for at in path {
            let tile = self.tiles.get(*at)?;
            let steep = if tile.height > 3 { 2 } else { 1 };
            sum += tile.base_cost() * steep;
        }
        // Nothing is free.
        Some(sum.max(1))
    }

    pub fn put(&mut self, tile: Tile) -> Result<usize, String> {
        if self.tiles.iter().any(|other| other.name() == tile.name()) {
            return Err(format!("twice: {}", tile.name()));
        }
        self.tiles.push(tile);
        Ok(self.tiles.len() - 1)
    }
${legend}}
`;

const player = `
#[derive(Debug)]
pub struct Player {
    bag: HashMap<String, u32>,
}

impl Player {
    pub fn take(&mut self, thing: &str, count: u32) -> bool {
        let left = self.bag.entry(thing.to_string()).or_insert(0);
        if *left < count {
            return false;
        }
        *left -= count;
        true
    }

    pub fn put(&mut self, thing: &str) {
        let count = self.bag.get(thing).copied().unwrap_or(0);
        self.bag.insert(thing.to_string(), count + 1);
    }
}
`;

const parse = `
pub fn parse_move(text: &str) -> Result<(i32, i32), String> {
    let (row, column) = text.split_once(',').ok_or("no comma")?;
    let row = row.trim().parse::<i32>().map_err(|error| error.to_string())?;
    let column = column.trim().parse::<i32>().map_err(|error| error.to_string())?;
    if row < 0 || column < 0 {
        return Err(format!("outside: {}", text));
    }
    Ok((row, column))
}
`;

const flood = `
pub fn flood(heights: &[i32], start: usize) -> Vec<bool> {
    fn spread(heights: &[i32], wet: &mut Vec<bool>, at: usize) {
        if wet[at] {
            return;
        }
        wet[at] = true;
        if at + 1 < heights.len() && heights[at + 1] <= heights[at] {
            spread(heights, wet, at + 1);
        }
    }
    let mut wet = vec![false; heights.len()];
    spread(heights, &mut wet, start);
    wet
}
`;

const before = { 'map.rs': head + map + player + parse + flood };

const rename = edited(
  before,
  { 'map.rs': [['parse_move', 'read_move']] },
  'rename-function map.rs parse_move → map.rs read_move',
);

const extract = edited(
  before,
  {
    'map.rs': [
      [
        `            let tile = self.tiles.get(*at)?;
            let steep = if tile.height > 3 { 2 } else { 1 };
            sum += tile.base_cost() * steep;
`,
        '            sum += self.cost_of(*at)?;\n',
      ],
      [
        '    pub fn put(&mut self, tile',
        `    fn cost_of(&self, at: usize) -> Option<u32> {
        let tile = self.tiles.get(at)?;
        let steep = if tile.height > 3 { 2 } else { 1 };
        Some(tile.base_cost() * steep)
    }

    pub fn put(&mut self, tile`,
      ],
    ],
  },
  'extract-function map.rs Map.cost → map.rs Map.cost_of',
);

export const rust: LanguageFixtures = {
  language: 'Rust',
  reads: {
    path: 'tower.rs',
    text: `use std::fmt;
extern crate stone;
mod bricks;

/// High up.
pub struct Tower<T> { name: String, floors: Vec<T> }
struct Roof;
struct Pair(i32, i32);
enum Stone { Grey, Red(i32) }
trait Climb: Walk + fmt::Display {
    fn up(&self, steps: u8);
    fn down(&self) -> u8 { 1 }
}
type Height = u32;
union Bits { small: u8, large: u16 }
const MOST: u32 = 3;
static NAME: &str = "a";

impl<T> Tower<T> {
    pub fn build(name: String, mut floors: u8) -> Self {
        let first = 1;
        let (left, right) = (1, 2);
        let add = |more: i32| more + 1;
        fn inner(depth: u8) {}
        for floor in 0..3 {}
        Tower { name }
    }
}
impl Climb for Tower<u8> { fn up(&self, steps: u8) {} }
impl fmt::Display for Roof { fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } }
mod tests {
    use super::*;
    #[test]
    fn stands() {} // still
}
async fn fall() {}
/* rubble */
`,
    declarations: [
      'struct Tower',
      'variable name',
      'variable floors',
      'struct Roof',
      'struct Pair',
      'enum Stone',
      'trait Climb',
      'function up',
      'function down',
      'type Height',
      'union Bits',
      'variable small',
      'variable large',
      'variable MOST',
      'variable NAME',
      'method Tower.build',
      'variable first',
      'variable left',
      'variable right',
      'variable add',
      'function inner',
      'variable floor',
      'method Tower.up',
      'method Roof.fmt',
      'function stands',
      'function fall',
    ],
    parameters: ['self', 'steps', 'self', 'name', 'floors', 'depth', 'self', 'steps', 'self', 'to'],
    supertypes: ['Walk', 'Display'],
    imports: ['use std::fmt;', 'extern crate stone;', 'mod bricks;', 'use super::*;'],
    comments: ['/// High up.', '// still', '/* rubble */'],
  },
  cases: {
    'rename a function': rename,
    'rename a method': edited(
      before,
      { 'map.rs': [['cost(&self', 'price(&self']] },
      'rename-function map.rs Map.cost → map.rs Map.price',
    ),
    'move a function to another file': edited(
      before,
      { 'map.rs': [[parse, '']], 'moves.rs': [['', parse]] },
      'move-function map.rs parse_move → moves.rs parse_move',
    ),
    'move a function to another file and change its signature': edited(
      before,
      {
        'map.rs': [[parse, '']],
        'moves.rs': [
          ['', parse],
          ['(text: &str)', '(text: &str, separator: char)'],
          ["split_once(',')", 'split_once(separator)'],
        ],
      },
      'move-function map.rs parse_move → moves.rs parse_move',
    ),
    'move a method to another type': edited(
      before,
      {
        'map.rs': [
          [legend, ''],
          ['    pub fn take', `${legend}\n    pub fn take`],
        ],
      },
      'move-function map.rs Map.legend → map.rs Player.legend',
    ),
    'extract a function': extract,
    'inline a function': reversed(extract, 'inline-function map.rs Map.cost_of → map.rs Map.cost'),
    'change a signature': edited(before, {
      'map.rs': [
        ['take(&mut self, thing: &str, count: u32)', 'take(&mut self, count: u32, thing: &str, all: bool)'],
      ],
    }),
    'edit without a refactoring': edited(before, {
      'map.rs': [['*left -= count;', '*left = left.saturating_sub(count);']],
    }),
    'edit a function without a name': edited(before, {
      'map.rs': [
        ['|other| other.name() == tile.name()', '|other| other.place() == tile.place() && !other.gone'],
      ],
    }),
    'rename a nested function': edited(
      before,
      { 'map.rs': [['spread(', 'soak(']] },
      'rename-function map.rs flood.spread → map.rs flood.soak',
    ),
    'edit one of several functions of a name': edited(before, {
      'map.rs': [['count + 1)', 'count.saturating_add(1))']],
    }),
    'rename one of several functions of a name': edited(
      before,
      { 'map.rs': [['put(&mut self, thing', 'store(&mut self, thing']] },
      'rename-function map.rs Player.put → map.rs Player.store',
    ),
    'rename a type': edited(
      before,
      { 'map.rs': [['Player', 'Hero']] },
      'rename-type map.rs Player → map.rs Hero',
    ),
    'move a type to another file': edited(
      before,
      { 'map.rs': [[player, '']], 'player.rs': [['', `use std::collections::HashMap;\n${player}`]] },
      'move-type map.rs Player → player.rs Player',
    ),
    'rename beside a part that is broken': broken(rename, '\nfn broken( {\n    let x = ;\n}\n'),
    'edit comments and documentation': edited(before, {
      'map.rs': [
        ['/// Tiles in rows.', '/// Where everything is.\n///\n/// Row by row.'],
        ['// Nothing is free.', '/* at least one */'],
      ],
    }),
  },
  own: {
    'rename a method that stands before its type': edited(
      { 'map.rs': map.slice(map.indexOf('impl')) + parse + map.slice(0, map.indexOf('impl')) },
      { 'map.rs': [['legend', 'key']] },
      'rename-function map.rs Map.legend → map.rs Map.key',
    ),
    'move a function into another impl block of its type': edited(before, {
      'map.rs': [
        [legend, ''],
        ['pub fn parse_move', `impl Map {${legend}}\n\npub fn parse_move`],
      ],
    }),
    'pull a method up into a trait that its type implements': edited(
      {
        'map.rs':
          map.replace(legend, '') +
          `\npub trait Legend {\n    fn name(&self) -> String;\n}\n\nimpl fmt::Legend<u8> for &Map {\n    fn name(&self) -> String {\n        String::from("map")\n    }\n${legend}}\n`,
      },
      {
        'map.rs': [
          [legend, ''],
          ['pub trait Legend {', `pub trait Legend {${legend}`],
        ],
      },
      'pull-up-function map.rs Map.legend → map.rs Legend.legend',
    ),
    'implement a new trait for types that did nothing like it': edited(before, {
      'map.rs': [
        [
          '',
          '\npub trait Weigh {\n    fn weight(&self) -> u32;\n}\n\nimpl Weigh for Map {\n    fn weight(&self) -> u32 {\n        self.tiles.len() as u32 * 3\n    }\n}\n\nimpl Weigh for Player {\n    fn weight(&self) -> u32 {\n        self.bag.values().sum()\n    }\n}\n',
        ],
      ],
    }),
    'rename a method of a trait and of what implements it': edited(
      {
        'area.rs':
          'pub trait Area {\n    fn area(&self, scale: f64) -> f64;\n}\npub struct Square {\n    side: f64,\n}\nimpl Area for Square {\n    fn area(&self, scale: f64) -> f64 {\n        let side = self.side * scale;\n        side * side\n    }\n}\n',
      },
      { 'area.rs': [['fn area', 'fn surface']] },
      'rename-function area.rs Area.area → area.rs Area.surface',
      'rename-function area.rs Square.area → area.rs Square.surface',
    ),
  },
};
