import { edited } from '../contract.js';
import { typescriptIn } from './typescript.js';

const page = `import React from 'react';

export const Price = React.memo((props: { amount: number; currency: string }) => {
  const text = props.amount.toFixed(2);
  const [whole, cents] = text.split('.');
  return (
    <span className="price" title={props.currency}>
      {whole}
      <sup>{cents}</sup>
    </span>
  );
});

export function Basket({ items, onOrder }: BasketProps) {
  const [open, setOpen] = useState(false);
  const sum = items.reduce((all, item) => all + item.price, 0);
  return (
    <section>
      <button onClick={() => setOpen(!open)}>{items.length} things</button>
      {open && items.map((item) => <Price key={item.id} amount={item.price} currency="EUR" />)}
      <footer>
        <Price amount={sum} currency="EUR" />
        <button onClick={() => onOrder(items)}>Order</button>
      </footer>
    </section>
  );
}
`;

const shared = typescriptIn('tsx', 'TSX');

export const tsx = {
  ...shared,
  own: {
    ...shared.own,
    'rename a component that a wrapper holds': edited(
      { 'page.tsx': page },
      { 'page.tsx': [['Price', 'Amount']] },
      'rename-function page.tsx Price → page.tsx Amount',
    ),
    'extract a component': edited(
      { 'page.tsx': page },
      {
        'page.tsx': [
          [
            `      <footer>
        <Price amount={sum} currency="EUR" />
        <button onClick={() => onOrder(items)}>Order</button>
      </footer>
`,
            '      <Checkout sum={sum} items={items} onOrder={onOrder} />\n',
          ],
          [
            'export function Basket',
            `function Checkout({ sum, items, onOrder }: CheckoutProps) {
  return (
    <footer>
      <Price amount={sum} currency="EUR" />
      <button onClick={() => onOrder(items)}>Order</button>
    </footer>
  );
}

export function Basket`,
          ],
        ],
      },
      'extract-function page.tsx Basket → page.tsx Checkout',
    ),
    'edit a handler': edited(
      { 'page.tsx': page },
      { 'page.tsx': [['() => setOpen(!open)', '() => setOpen((was) => !was)']] },
    ),
  },
};
