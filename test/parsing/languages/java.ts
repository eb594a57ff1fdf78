import { broken, edited, type LanguageFixtures, notHere, reversed } from '../contract.js';

const head = `package bank;

import java.util.List;
`;

const statement = `
    String statement(String currency) {
        StringBuilder text = new StringBuilder(owner);
        for (Booking booking : bookings) {
            text.append(booking.date()).append(' ').append(booking.amount());
        }
        text.append(currency);
        return text.toString();
    }
`;

const rates = `
    static final class Rates {
        private final double[] steps = {0.01, 0.02};

        double rateFor(int years) {
            int step = Math.min(years / 5, steps.length - 1);
            double rate = steps[step];
            return years > 20 ? rate + 0.005 : rate;
        }

        boolean known(int years) {
            return years >= 0 && years / 5 < steps.length;
        }
    }
`;

const account = `
/** Money of one owner. */
public class Account {
    private final String owner;
    private List<Booking> bookings;

    Account(String owner) {
        this.owner = owner;
    }

    long balance() {
        long sum = 0;
        for (Booking booking : bookings) {
            long amount = booking.isCredit() ? booking.amount() : -booking.amount();
            sum += Math.max(amount, -limit);
        }
        // In cents.
        return sum;
    }

    void withdraw(long amount) {
        if (amount <= 0) throw new IllegalArgumentException("amount");
        if (balance() < amount) throw new IllegalStateException(owner);
        bookings.add(new Booking(clock.today(), amount, false));
    }

    void withdraw(String amount) {
        String digits = amount.replace(",", "").trim();
        long cents = Long.parseLong(digits);
        audit(owner, cents);
        withdraw(cents);
    }

    void remind(List<String> mails) {
        mails.stream().filter(mail -> mail.contains("@")).forEach(mail -> {
            sender.send(mail, owner);
        });
        executor.submit(new Runnable() {
            @Override
            public void run() {
                log.info("reminded " + owner);
            }
        });
    }
${statement}${rates}}
`;

const printer = `
class Printer {
    private final int width;

    Printer(int width) {
        this.width = width;
    }

    String centre(String text) {
        int left = (width - text.length()) / 2;
        String space = " ".repeat(Math.max(0, left));
        return space + text;
    }
}
`;

const before = { 'bank/Account.java': head + account, 'bank/Printer.java': `package bank;\n${printer}` };

const rename = edited(
  before,
  { 'bank/Account.java': [['rateFor(', 'rateAfter(']] },
  'rename-function bank/Account.java Account.Rates.rateFor → bank/Account.java Account.Rates.rateAfter',
);

const extract = edited(
  before,
  {
    'bank/Account.java': [
      [
        `            long amount = booking.isCredit() ? booking.amount() : -booking.amount();
            sum += Math.max(amount, -limit);
`,
        '            sum += valueOf(booking);\n',
      ],
      [
        '    void withdraw(long',
        `    private long valueOf(Booking booking) {
        long amount = booking.isCredit() ? booking.amount() : -booking.amount();
        return Math.max(amount, -limit);
    }

    void withdraw(long`,
      ],
    ],
  },
  'extract-function bank/Account.java Account.balance → bank/Account.java Account.valueOf',
);

export const java: LanguageFixtures = {
  language: 'Java',
  reads: {
    path: 'Zoo.java',
    text: `package zoo;
import java.util.*;

/** Where animals live. */
@Open(true)
public abstract class Zoo<T> extends Park<T> implements Place, city.Sight {
    private int gates, trees = 2;

    Zoo(int gates) { this.gates = gates; }

    abstract double area(); // in hectares

    @Override
    public void feed(final Animal animal, String... foods) {
        Runnable later = () -> animal.eat();
        new Thread() { public void run() { animal.eat(); } };
        for (String food : foods) { }
    }

    enum Kind implements Named { CAT, DOG { String call() { return "woof"; } }; String call() { return ""; } }
    record Point(int x, int y) implements Spot { Point { check(x); } int sum() { return x + y; } }
    @interface Tag { int value() default 1; }
    interface Walk extends Trip, Comparable<Walk> { int length(); default int hours() { return length() / 4; } }
}
`,
    declarations: [
      'class Zoo',
      'variable gates',
      'variable trees',
      'function Zoo',
      'function area',
      'function feed',
      'variable later',
      'function run',
      'variable food',
      'enum Kind',
      'function call',
      'function call',
      'record Point',
      'function Point',
      'function sum',
      'annotation Tag',
      'interface Walk',
      'function length',
      'function hours',
    ],
    parameters: ['gates', 'animal', 'foods', 'x', 'y'],
    supertypes: ['Park', 'Place', 'Sight', 'Named', 'Spot', 'Trip', 'Comparable'],
    imports: ['package zoo;', 'import java.util.*;'],
    comments: ['/** Where animals live. */', '// in hectares'],
  },
  cases: {
    'rename a function': notHere('there are only methods'),
    'rename a method': rename,
    'move a function to another file': edited(
      before,
      {
        'bank/Account.java': [[statement, '']],
        'bank/Printer.java': [['    String centre', `${statement}\n    String centre`]],
      },
      'move-function bank/Account.java Account.statement → bank/Printer.java Printer.statement',
    ),
    'move a function to another file and change its signature': edited(
      before,
      {
        'bank/Account.java': [[statement, '']],
        'bank/Printer.java': [
          ['    String centre', `${statement}\n    String centre`],
          ['statement(String currency)', 'statement(String owner, List<Booking> bookings, String currency)'],
        ],
      },
      'move-function bank/Account.java Account.statement → bank/Printer.java Printer.statement',
    ),
    'move a method to another type': edited(
      before,
      {
        'bank/Account.java': [
          [statement, ''],
          ['        boolean known', `${statement}\n        boolean known`],
        ],
      },
      'move-function bank/Account.java Account.statement → bank/Account.java Account.Rates.statement',
    ),
    'extract a function': extract,
    'inline a function': reversed(
      extract,
      'inline-function bank/Account.java Account.valueOf → bank/Account.java Account.balance',
    ),
    'change a signature': edited(before, {
      'bank/Account.java': [['long balance()', 'public long balance(boolean booked, Currency currency)']],
    }),
    'edit without a refactoring': edited(before, {
      'bank/Account.java': [['rate + 0.005', 'rate + 0.0075']],
    }),
    'edit a function without a name': edited(before, {
      'bank/Account.java': [
        ['mail -> mail.contains("@")', "mail -> mail.indexOf('@') > 0 && !blocked(mail)"],
        ['log.info("reminded " + owner);', 'log.debug("sent to " + owner);'],
      ],
    }),
    'rename a nested function': notHere('methods hold no methods, but in types'),
    'edit one of several functions of a name': edited(before, {
      'bank/Account.java': [['amount.replace(",", "")', 'amount.replace(".", "")']],
    }),
    'rename one of several functions of a name': edited(
      before,
      { 'bank/Account.java': [['withdraw(String amount)', 'withdrawText(String amount)']] },
      'rename-function bank/Account.java Account.withdraw → bank/Account.java Account.withdrawText',
    ),
    'rename a type': edited(
      before,
      { 'bank/Account.java': [['Rates', 'Interest']] },
      'rename-type bank/Account.java Account.Rates → bank/Account.java Account.Interest',
    ),
    'move a type to another file': edited(
      before,
      {
        'bank/Account.java': [[rates, '']],
        'bank/Rates.java': [['', `package bank;\n${rates.replace('static ', '')}`]],
      },
      'move-type bank/Account.java Account.Rates → bank/Rates.java Rates',
    ),
    'rename beside a part that is broken': broken(rename, '\nclass Broken {\n    void open( {\n    }\n'),
    'edit comments and documentation': edited(before, {
      'bank/Account.java': [
        ['/** Money of one owner. */', '/**\n * What an owner has, and how it came to be.\n */'],
        ['// In cents.', '// Cents, never fractions of them.'],
      ],
    }),
  },
  own: {
    'rename a method that a class made on the spot has': edited(before, {
      'bank/Account.java': [['public void run()', 'public void perform()']],
    }),
    'rename a constructor with its class': edited(
      before,
      { 'bank/Printer.java': [['Printer', 'Typesetter']] },
      'rename-type bank/Printer.java Printer → bank/Printer.java Typesetter',
    ),
  },
};
