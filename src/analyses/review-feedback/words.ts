import { phrases } from './phrases.js';

/*
 * What reviewers say, as literal tables. Sources: Google's guide for reviewers and the Conventional Comments for labels
 * and courtesy; otherwise the commonest phrases of the development half of the labelled comments, kept only where the
 * phrase alone has that meaning to a reader.
 */

/** Thanks. */
export const THANKS = phrases(`
  thanks, thank you, thank u, thx, thanx, tysm, many thanks, kudos, appreciate, appreciated, much appreciated, grateful
`);

/** Says that something is good, wherever it stands. */
export const PRAISE = phrases(`
  lgtm, looks good, look good, looks great, look great, looks nice, looks fine, looks perfect, looks awesome, sounds good
  sounds great, sgtm, good catch, great catch, nice catch, good find, nice find, awesome find, great find, good point
  great point, excellent point, good idea, great idea, nice idea, excellent idea, good call, great call, good job
  great job, nice job, awesome job, good work, great work, nice work, awesome work, amazing work, hard work, good stuff
  great stuff, nice stuff, well done, well spotted, nicely done, good suggestion, great suggestion, great addition
  nice addition, good addition, nice improvement, great improvement, nice cleanup, great cleanup, nice refactor, nice touch
  nice trick, nice fix, great fix, nice one, good one, good thinking, much better, way better, much cleaner, much nicer
  much simpler, much clearer, lot cleaner, lot better, lot nicer, way simpler, way nicer, way cleaner, hell yeah, bravo
  i love, love it, love this, i like, i really like, really like, i do like, i also like, like it, like this, like how
  happy with, fan of this, a big fan, big fan of, congrats, congratulations, thumbs up, good to go, ship it, good to me
  good for me, great to see, nice to see, good to see, glad to see, happy to see, is great, is awesome, is amazing, is nice
  is really nice, is very nice, is really great, is really good, is so much, is excellent, is perfect, is fantastic
  is brilliant, is beautiful, is very cool, is really cool, is super, is cool, is neat, that's great, that's awesome
  that's amazing, that's nice, that's perfect, it's great, it's awesome, it's amazing, it's nice, very good, very nice
  really nice, really good, really great, so good, so nice, super nice, super cool, very cool, very elegant, very clean
  good to know, yay, woohoo, hooray, woot
  :+1:, :thumbsup:, :tada:, :heart:, :rocket:, :clap:, :raised_hands:, :100:, :sparkles:, :shipit:, :ok_hand:, :fire:, :star:
  :heart_eyes:, :cake:, :beers:, :pray:, :muscle:, :trophy:, +1, <3, 👍, 🎉, ❤, 🚀, 👏, 🙌, 💯, ✨, 🔥, 🙏, 💪, 🥇, 🏆, 🎆, 🎊, 😍, 🥳
  🤩, 🍾, 🍰, 💜, 💚, 💙, 🧡, 💛, ✌, 👌
`);

/** A friendly face: where nothing is asked for. Elsewhere it softens a request. */
export const SMILE = phrases(`
  :), :-), :d, :-d, ;), :smile:, :smiley:, :grin:, :blush:, :grinning:, 😄, 😀, 🙂, 😊, 😁, 😃, 😎, 😆
`);

/** Says it only as the head of a sentence: elsewhere it may be said of anything. */
export const PRAISE_AT_HEAD = phrases(`
  nice, great, awesome, excellent, perfect, amazing, brilliant, fantastic, wonderful, superb, terrific, beautiful, elegant
  neat, clever, impressive, cool, sweet, wow, love, loving, lovely, very nice, good, super, splendid, glad
`);

/** The same words where they praise nothing: what would be nice, what is denied, a habit of speech. */
export const NO_PRAISE = phrases(`
  nice to have, be nice, be great, be good, be awesome, be cool, be neat, be perfect, be amazing, be excellent, be lovely
  be happy, be glad, be appreciated, be much appreciated, be greatly appreciated, be much better, be much cleaner
  be much nicer, be much simpler, be much clearer, be way better, nice if, great if, good if, awesome if, cool if
  if it looks good, if this looks good, looks good to you, look good to you, thanks in advance, thanks to, no thanks
  appreciate it if, appreciate if, i'd appreciate, would appreciate, good to have, great to have, good to add, nice to add
  good to know if, good to know why, i like to, don't like, didn't like, would like, not like this, something like this
  looks like this, look like this, be like this, seems like this, feels like this, sounds like this, like this one
  like it was, like it is, like it's, like this is, like it should, like it does, like it did, like it could, looks like it
  seems like it, feels like it, sounds like it, look like it, good idea to, good enough, good practice
  good reason, good way, good place, good time, happy to, glad to, love to, much better to, much better if, way better to
  not a good idea, isn't a good idea, not a big fan, not a fan, not good, not great, not very good, not very nice, not so good
  isn't very good, isn't great, great deal, good question, is great but, sounds good but, nice but
`);

/** With these, thanks are the courtesy before a refusal, or say nothing of the work. */
export const REGRET = phrases(`
  unfortunately, sorry, afraid, but i don't, but we don't, but we already, but i think, but we think, won't, not going to
  don't think, apologies, apologise, apologize, sadly, decline
`);

/** Tells that it was done, or will be: at the head of a sentence or behind a comma. */
export const DONE = phrases(`
  done, fixed, resolved, addressed, updated, removed, added, changed, renamed, moved, reverted, corrected, deleted
  replaced, applied, adjusted, implemented, modified, refactored, cleaned, pushed, rebased, reworked, acknowledged, ack
  now fixed, now removed, now done, already done, already fixed, already removed, already addressed, all done, also fixed
  will do, will fix, will change, will update, will add, will remove, will address, will correct, will be done, will be fixed
  will be removed, will be addressed, will be updated, will be changed, i'll fix, i'll change, i'll update, i'll add
  i'll remove, i'll do, i'll address, i'll correct, i'll move, i'll rename, i'll revert, i'll apply, i'll take care, i'll make
  i will fix, i will change, i will update, i will add, i will remove, i will do, i will address, i will correct, i will move
  i will rename, i will make, can do, on it, i removed, i fixed, i added, i updated, i changed, i've fixed, i've removed
  i've added, i've updated, i've changed, i've addressed, i've renamed, i've moved, i have fixed, i have removed, i have added
  i have updated, i have changed, i have addressed, i have renamed, i have moved, it's fixed, it is fixed, it's removed
  it is removed, it's done, it is done, this is fixed, this is done, this is removed, has been fixed, has been removed
  has been added, has been updated, has been changed, has been addressed, but i'll apply, my bad, my mistake, my fault
  i forgot, i missed, missed that, missed this, completely missed, will send, good catch, great catch, nice catch, nice find
  good find, well spotted, you're right, you are right, your right, good point, great point, fair point, fair enough
`);

/** Agrees or approves, and is the whole of a comment, give or take a few words. */
export const AGREES = phrases(`
  ok, okay, k, kk, yes, yep, yeah, yup, ya, sure, sure thing, of course, right, true, correct, exactly, agreed, agree
  i agree, indeed, absolutely, definitely, certainly, makes sense, that makes sense, this makes sense, make sense
  sounds good, sounds great, sounds reasonable, sounds fine, fair, good idea, great idea, good call, oops, ooops, whoops
  ah, aha, oh, ooh, got it, gotcha, i see, understood, noted, roger, no problem, np, never mind, nevermind, nvm, thanks, thank you
  thx, lgtm, sgtm, wfm, looks good, looks great, looks fine, looks ok, looks right, that's fine, this is fine, it's fine
  that is fine, fine, fine by me, fine with me, works for me, alright, all right, all good, good to go, yes please
  that works, this works, approved, sorry, apologies, that's right, that's correct, that's true, this is correct
  this is right, that is correct, that's valid, valid point, no worries, +1, 👍, :+1:, ship it, will try, please do, go ahead
`);

/** Opens a sentence that tells somebody to do something. */
export const IMPERATIVE = phrases(`
  add, use, remove, delete, drop, change, rename, move, fix, replace, update, put, make, set, keep, leave, extract, inline
  split, merge, combine, separate, reuse, refactor, simplify, revert, restore, rewrite, rephrase, reword, wrap, unwrap
  check, verify, assert, ensure, validate, test, handle, catch, throw, return, pass, call, create, define, declare
  include, exclude, import, export, initialize, init, close, free, release, reset, clear, clean, cleanup, sort, order
  alphabetize, align, indent, format, reformat, capitalize, lowercase, uppercase, document, describe, explain, clarify
  comment, mention, specify, provide, avoid, prefer, consider, try, swap, invert, convert, cast, copy, apply, allow
  disable, enable, bump, pin, squash, rebase, correct, improve, reduce, limit, increase, decrease, shorten, expand
  link, reference, refer, follow, look at, take a look at, have a look at, see if, don't, do not, dont, never, let's, lets, let us
  please, pls, plz, kindly, be consistent, be careful, go with, get rid of, switch, store, save, load, read, write, log
  print, raise, implement, override, annotate, mark, mock, insert, append, prepend, trim, strip, escape, quote, unify
  generalize, parametrize, parameterize, stick to, stick with, get, eliminate, hide, show, turn, group, bring, substitute
  start, stop, run, suggest, recommend, propose, maintain, introduce, convert, break, skip, select, choose, pick, name
  put back, spell, duplicate, ignore, transform, encapsulate, adjust, tidy, double check, double-check, make sure, note that
`);

/** Softens what follows at the head of a sentence; what stands behind is read as the head. */
export const SOFTENER = phrases(`
  please, pls, plz, maybe, perhaps, just, also, then, and, or, so, but, probably, possibly, again, here, there, hmm, hm, um
  nit, nitpick, nits, minor, minor nit, tiny, small nit, style, typo, suggestion, optional, todo, btw, imo, imho, ok, okay
  yes, yeah, no, well, actually, instead, either, rather, alternatively, otherwise, additionally, likewise, same here
  hi, hey, hello, sorry, oh, ah, first, second, next, finally, in that case, if not, if so, @, personally, fwiw, fyi
  formatting, formatting nitpick, style nit, style suggestion, cosmetic, nit pick, in general, at least, still, now
  better, you can just, simply, a nit, one nit, super nit, very minor, not blocking, non-blocking, as well
`);

/** Asks for a change anywhere in a sentence. */
export const REQUEST = phrases(`
  should be, should not, shouldn't, should have, should use, should also, should probably, should go, should we, should only
  should just, should return, should say, should match, should throw, should still, should really, should now, should at
  should this be, should it be, should it, should this, you should, we should, it should, this should, they should, these should
  should either, must, must be, must not, needs to, need to, needs a, needs an, has to be, have to be, you have to, we have to, this has to, it has to, that has to, to be removed
  ought to, can you, could you, would you, will you please, can we, could we, can this, could this, can these
  could these, could be, can be removed, can be simplified, can be replaced, can be moved, can be dropped
  can be deleted, can be made, can be static, can be private, can be final, can be const, can be inlined, can be written
  can be shortened, could use, could have, could also, could do, could just, could simply, you could, you can, we can, we could
  you may want, you might want, you probably want, we probably want, may want to, might want to, want to
  please, pls, plz, how about, what about, would be better, would be good, would be nice, would be great, would be helpful
  would be cleaner, would be clearer, would be nicer, would be more, would be easier, would be useful, would be best
  would it be, wouldn't it be, would make, might be better, may be better, might be good, might be nice, may be good, it's better
  is better, it is better, better to, better be, be better, best to, i'd, i would, i'd rather, i would rather, i'd prefer, i would prefer
  i'd suggest, i suggest, i would suggest, suggest, suggested, suggestion, i'd recommend, i recommend, recommend, recommended
  i prefer, we prefer, prefer to, preferable, preferred, instead, rather than, consider, let's, lets, let us, safer to
  easier to, cleaner to, simpler to, nicer to, worth, get rid of, make sure, don't need, doesn't need, do not need
  no need, not needed, isn't needed, aren't needed, not necessary, isn't necessary, unnecessary, unneeded, needless
  redundant, superfluous, useless, unused, not used, never used, isn't used, no longer needed, no longer necessary
  not required, isn't required, typo, typos, misspelled, misspelling, missing, missed, trailing, whitespace
  white space, extra space, extra spaces, extra line, extra blank, blank line, empty line, empty lines, extra newline, newline
  indentation, indent, misaligned, wrong indentation, wrong place, inconsistent, consistent with, be consistent
  hardcoded, hard-coded, magic number
  duplicate, duplicated, duplication, copy paste, is wrong, looks wrong, seems wrong, is incorrect, is misleading
  won't work, doesn't work, will fail, will break, will crash, will throw, breaks, not thread safe, leak, leaks
  to be changed, to be fixed, to be updated, to be added, why not, wrap this, nit, nitpick, minor, style
  like to see, love to see, like this to, want this to, forgot to, forgot, spaces around, space between, space after, space before
  deprecated, outdated, obsolete, license, copyright, i think this, i think it, i think we, i think you
`);

/** Words of a request that ask for nothing: what is hoped, allowed, or told of others. */
export const NO_REQUEST = phrases(`
  should be good, should be fine, should be ok, should be okay, should be able, should be enough, should be safe, should be ready
  should be working, should be there, should now be, should still be, should already, should address, should work, should fix
  should solve, should have been, might want to know, may not want, don't want to, didn't want to, wanted to, want to be sure
  you can see, as you can, we can see, if you want, if we want, who want to, people who want, instead of, rather than, worth noting
  same style, need to know, no need to worry
`);

/** Tells of the writer's own past or coming work: who answers asks for nothing in that sentence. */
export const OWN_WORK = phrases(`
  i removed, i've removed, i have removed, i fixed, i've fixed, i have fixed, i added, i've added, i have added, i changed
  i've changed, i have changed, i moved, i've moved, i have moved, i updated, i've updated, i have updated, i'll, i will
  i'm going, i am going, i was going, i tried, i have tried, i've tried, i did, i've put, i forgot, i had, i made, i used
  i kept, i left, i didn't, i wasn't, i refactored, i have refactored, i've refactored, i replaced, i've replaced, i wanted, i put
  my understanding, your suggestion, your proposed, you're right, you are right, discussed with, good catch, good point
  will do, will fix, i don't have, i could, i would like to, i was
`);

/** The same at the head of a sentence: an answer. */
export const ANSWER = phrases(`
  done, fixed, removed, resolved, addressed, updated, added, changed, renamed, moved, reverted, corrected, yes, yeah, yep, no, nope
  agree, agreed, sorry, oops, thanks, thank you, correct, right, sure, indeed, exactly, not exactly, actually
`);

/** Asks for another look at what was done, and for no change. */
export const LOOK_AGAIN = phrases(`
  please verify, please review, please check, please let me know, please take a look, please have a look, ptal
`);

/** Opens a question even where nobody writes the mark. */
export const ASKS = phrases(`
  why, what, how come, how do, how does, how is, how are, how would, how will, where, when, who, which, is it, is this, is that, is there
  are these, are there, are you, are we, are they, do we, do you, does this, does it, did you, did we, was this
  was it, were you, isn't this, isn't it, isn't that, aren't we, won't this, won't it, doesn't this, doesn't it, don't we
  don't you, shouldn't this, shouldn't we, shouldn't it, any reason, any idea, have you, has this, can it, will this, will it
  would this, would it, what's, where's, should we, should i, should this, is the, are the, does the, wondering, just wondering
  i wonder, i'm wondering, curious, just curious, i'm curious, not sure why, not sure what, not sure if, not sure how
  don't understand why, don't see why, do i, may i, please explain, question, can you explain, could you explain
  any particular reason, out of curiosity, whats, wheres, hows, isnt it, isnt this, doesnt this, doesnt it, arent we
`);

/** A request in the form of a question: it wants something done, not an answer. */
export const POLITE = phrases(`
  can you, could you, would you mind, do you mind, mind adding, mind removing, mind changing, mind renaming, can we, could we
  could be, please, pls, plz, do you think you could, do you think we could, do u think u can
`);

/** The same words where an answer is wanted, or where nothing is. */
export const NOT_POLITE = phrases(`
  can you explain, could you explain, can you clarify, could you clarify, can you tell, could you tell, can you describe
  can you elaborate, could you elaborate, please explain, please clarify, can you share, could you share, can you confirm
  could you confirm, can you see, can you think, can we be sure, can we assume, can we guarantee, can we trust, can we expect
  why can we, how can we, how could we, when can we, where can we, what can we, how can you, how could you, why can you
  where can you, could be null, could be undefined, could be empty, could be wrong, could be that, could be the, could be a
`);

/** Says why. */
export const REASON = phrases(`
  because, cause, since, so that, otherwise, as it, as this, as we, as they, as you, as there, due to, in order to, to avoid
  to prevent, to keep, to make sure, to ensure, reason, the reason, therefore, thus, hence, that way, this way, for example
  for instance, e.g, eg, i.e, such as, in case, would cause, will cause, can cause, could cause, would lead, will lead, might lead
  leads to, results in, would result, will result, means that, which means, this means, so we, so it, so you, so this, so the
  given that, considering, if you, will fail, would fail, would break, will break, will throw, would throw, will crash
  according to, consistent with, consistency, for consistency, for readability, easier to, harder to, more readable, see also
  rather than, unless, violates, causes
`);

/** Is not sure what is meant. */
export const CONFUSED = phrases(`
  not sure, i'm confused, confused, confusing, confuses, i don't understand, don't understand, do not understand
  didn't understand, don't get, don't follow, not following, not clear, unclear, isn't clear, wasn't clear, i don't see
  i can't see, i wonder, wondering, puzzled, no idea, what do you mean, what does this mean, what does it mean, not obvious
  hard to understand, hard to follow, difficult to understand, i'm lost, lost me, why is, why are, why do, why does, why did
  why was, why not, how come, i guess, i'm missing something, am i missing, maybe i'm missing, i may be missing, i fail to
  i thought, strange, weird, odd, wtf, what is this, what's this, what is the purpose, what's the purpose, don't know
  i'm not certain, unsure, misunderstanding, misunderstood
`);
