import { broken, edited, type LanguageFixtures, notHere, reversed } from '../contract.js';

const head = `require 'csv'
require_relative 'ingredient'
`;

const shopping = `
  def shopping_list(guests)
    factor = guests.to_f / @portions
    rows = @ingredients.map do |ingredient|
      amount = (ingredient.amount * factor).ceil
      "#{amount} #{ingredient.unit} #{ingredient.name}"
    end
    rows.sort.join("; ")
  end
`;

const recipe = `
# What to cook, and from what.
class Recipe
  def initialize(name, portions)
    @name = name
    @portions = portions
    @ingredients = []
  end

  # For one portion.
  def energy
    sum = 0
    @ingredients.each do |ingredient|
      next if ingredient.amount.zero?
      calories = ingredient.calories * ingredient.amount / 100
      calories *= 0.9 if ingredient.cooked
      sum += calories
    end
    sum / @portions
  end

  def add(ingredient)
    known = @ingredients.find { |other| other.name == ingredient.name }
    raise ArgumentError, "twice: #{ingredient.name}" if known
    @ingredients << ingredient
    energy
  end

  def vegan?
    animal = @ingredients.select { |ingredient| ingredient.animal }
    hidden = @ingredients.flat_map(&:traces)
    animal.empty? && hidden.none? { |trace| trace.animal }
  end
${shopping}end
`;

const pantry = `
class Pantry
  attr_reader :jars

  def initialize
    @jars = Hash.new(0)
  end

  def take(name, amount)
    left = @jars[name] - amount
    raise KeyError, name if left.negative?
    @jars[name] = left
    left
  end

  def add(name, amount)
    @jars[name] += amount
    log "#{amount} of #{name}, now #{@jars[name]}"
  end
end
`;

const parse = `
def parse_ingredient(line)
  amount, unit, name = line.strip.split(' ', 3)
  number = Float(amount.tr(',', '.'))
  raise ArgumentError, "no name: #{line}" if name.nil?
  Ingredient.new(name.downcase, number, unit)
end
`;

const before = { 'recipe.rb': head + recipe + pantry + parse };

const rename = edited(
  before,
  { 'recipe.rb': [['parse_ingredient', 'read_ingredient']] },
  'rename-function recipe.rb parse_ingredient → recipe.rb read_ingredient',
);

const extract = edited(
  before,
  {
    'recipe.rb': [
      [
        `      calories = ingredient.calories * ingredient.amount / 100
      calories *= 0.9 if ingredient.cooked
      sum += calories
`,
        '      sum += calories_of(ingredient)\n',
      ],
      [
        '  def add(ingredient)',
        `  def calories_of(ingredient)
    calories = ingredient.calories * ingredient.amount / 100
    calories *= 0.9 if ingredient.cooked
    calories
  end

  def add(ingredient)`,
      ],
    ],
  },
  'extract-function recipe.rb Recipe.energy → recipe.rb Recipe.calories_of',
);

export const ruby: LanguageFixtures = {
  language: 'Ruby',
  reads: {
    path: 'forest.rb',
    text: `require 'json'
require_relative "wood/saw"

# Trees, mostly.
module Forest
  LIMIT = 3

  class Tree < Plants::Plant
    include Comparable
    attr_reader :rings

    def initialize(rings, age: 1, *roots, **rest, &seed)
      @rings = rings
    end

    def self.plant(place, depth = 2)
      hole = 1
      water = ->(litres) { litres + 1 }
      rings.each do |ring| puts ring end
    end

    def old? = rings > 100

    class << self
      def grow; end
    end

    class Rotten < StandardError; end
  end
end

Leaf = Struct.new(:size, :colour) do
  def fall; end
end

def free a, b
  for i in [1] do end
end

Class.new { def unheard; end }
=begin
an axe
=end
`,
    declarations: [
      'module Forest',
      'variable LIMIT',
      'class Tree',
      'function initialize',
      'variable @rings',
      'function plant',
      'variable hole',
      'variable water',
      'function old?',
      'function grow',
      'class Rotten',
      'type Leaf',
      'function fall',
      'function free',
      'variable i',
      'function unheard',
    ],
    parameters: ['rings', 'age', 'roots', 'rest', 'seed', 'place', 'depth', 'a', 'b'],
    supertypes: ['Plant', 'Comparable', 'StandardError'],
    imports: ["require 'json'", 'require_relative "wood/saw"'],
    comments: ['# Trees, mostly.', '=begin'],
  },
  cases: {
    'rename a function': rename,
    'rename a method': edited(
      before,
      { 'recipe.rb': [['energy', 'calories_per_portion']] },
      'rename-function recipe.rb Recipe.energy → recipe.rb Recipe.calories_per_portion',
    ),
    'move a function to another file': edited(
      before,
      { 'recipe.rb': [[parse, '']], 'lines.rb': [['', parse]] },
      'move-function recipe.rb parse_ingredient → lines.rb parse_ingredient',
    ),
    'move a function to another file and change its signature': edited(
      before,
      {
        'recipe.rb': [[parse, '']],
        'lines.rb': [
          ['', parse],
          ['(line)', "(line, separator: ' ')"],
          ["split(' ', 3)", 'split(separator, 3)'],
        ],
      },
      'move-function recipe.rb parse_ingredient → lines.rb parse_ingredient',
    ),
    'move a method to another type': edited(
      before,
      {
        'recipe.rb': [
          [shopping, ''],
          ['  def take(', `${shopping}\n  def take(`],
        ],
      },
      'move-function recipe.rb Recipe.shopping_list → recipe.rb Pantry.shopping_list',
    ),
    'extract a function': extract,
    'inline a function': reversed(
      extract,
      'inline-function recipe.rb Recipe.calories_of → recipe.rb Recipe.energy',
    ),
    'change a signature': edited(before, {
      'recipe.rb': [['def take(name, amount)', 'def take(name, amount: 1, unit: :gram)']],
    }),
    'edit without a refactoring': edited(before, {
      'recipe.rb': [['raise KeyError, name if left.negative?', 'left = 0 if left < 0']],
    }),
    'edit a function without a name': edited(before, {
      'recipe.rb': [
        ['{ |other| other.name == ingredient.name }', '{ |other| other.id == ingredient.id && !other.gone }'],
      ],
    }),
    'rename a nested function': notHere('a def in a def defines a method of the class'),
    'edit one of several functions of a name': edited(before, {
      'recipe.rb': [['"#{amount} of #{name}, now', '"#{name} and #{amount},']],
    }),
    'rename one of several functions of a name': edited(
      before,
      { 'recipe.rb': [['def add(name, amount)', 'def store(name, amount)']] },
      'rename-function recipe.rb Pantry.add → recipe.rb Pantry.store',
    ),
    'rename a type': edited(
      before,
      { 'recipe.rb': [['Pantry', 'Larder']] },
      'rename-type recipe.rb Pantry → recipe.rb Larder',
    ),
    'move a type to another file': edited(
      before,
      { 'recipe.rb': [[pantry, '']], 'pantry.rb': [['', pantry]] },
      'move-type recipe.rb Pantry → pantry.rb Pantry',
    ),
    'rename beside a part that is broken': broken(rename, '\ndef broken(\n  [1, 2\nend\n'),
    'edit comments and documentation': edited(before, {
      'recipe.rb': [
        ['# What to cook, and from what.', '# A dish.\n#\n# It knows what it takes.'],
        ['# For one portion.', '# Kilocalories.'],
      ],
    }),
  },
  own: {
    'rename a method whose name has a mark': edited(
      before,
      { 'recipe.rb': [['vegan?', 'without_animals?']] },
      'rename-function recipe.rb Recipe.vegan? → recipe.rb Recipe.without_animals?',
    ),
    'extract a method whose name has a mark': edited(
      before,
      {
        'recipe.rb': [
          [
            `    hidden = @ingredients.flat_map(&:traces)
    animal.empty? && hidden.none? { |trace| trace.animal }
`,
            '    animal.empty? && clean?\n',
          ],
          [
            '  def vegan?',
            `  def clean?
    hidden = @ingredients.flat_map(&:traces)
    hidden.none? { |trace| trace.animal }
  end

  def vegan?`,
          ],
        ],
      },
      'extract-function recipe.rb Recipe.vegan? → recipe.rb Recipe.clean?',
    ),
    'extract a method that is called without brackets behind a dot': edited(
      before,
      {
        'recipe.rb': [
          [
            `    animal = @ingredients.select { |ingredient| ingredient.animal }
    hidden = @ingredients.flat_map(&:traces)
    animal.empty? && hidden.none? { |trace| trace.animal }
`,
            '    self.animals.empty?\n',
          ],
          [
            '  def vegan?',
            `  def animals
    animal = @ingredients.select { |ingredient| ingredient.animal }
    hidden = @ingredients.flat_map(&:traces)
    animal + hidden.select { |trace| trace.animal }
  end

  def vegan?`,
          ],
        ],
      },
      'extract-function recipe.rb Recipe.vegan? → recipe.rb Recipe.animals',
    ),
    'rename a method of the class itself': edited(
      {
        'clock.rb':
          "class Clock\n  def self.parse(text)\n    hours, minutes = text.split(':').map(&:to_i)\n    raise ArgumentError, text if hours > 23\n    new(hours * 60 + minutes)\n  end\nend\n",
      },
      { 'clock.rb': [['parse', 'read']] },
      'rename-function clock.rb Clock.parse → clock.rb Clock.read',
    ),
    'pull a method up into a mixin': edited(
      {
        'recipe.rb': `module Listed\n  def title\n    @name.capitalize\n  end\nend\n${recipe.replace('class Recipe\n', 'class Recipe\n  include Listed\n')}`,
      },
      {
        'recipe.rb': [
          [shopping, ''],
          ['module Listed\n', `module Listed${shopping}\n`],
        ],
      },
      'pull-up-function recipe.rb Recipe.shopping_list → recipe.rb Listed.shopping_list',
    ),
  },
};
