/**
 * What the bigram model has learnt: one sentence of each stage, in order, makes a reply. A stage's last words lead
 * into the next stage only, so every reply begins, goes on and ends.
 */
export const bigramStages: readonly (readonly string[])[] = [
  [
    'A balance begins with two pans and a beam that is free to move.',
    'A scale begins with two arms of equal length and a point in between.',
    'Weighing begins with two things and a beam that is free to tilt.',
    'Weighing begins with a fair question and two pans of equal length.',
  ],
  [
    'The first pan holds what we know, and the second holds what we wonder about.',
    'The first pan carries a stone from the river, while another carries grain.',
    'One side holds what we know, while another carries a stone from the market.',
    'One side carries grain, and the second holds what we hope for.',
  ],
  [
    'When both sides agree, the needle rests at the middle and nothing more needs to be said.',
    'When neither side moves, the needle stays quiet and nothing stirs for a while.',
    'If neither side wins, the needle rests at the mark until someone adds a feather.',
    'If both sides agree, the needle stays quiet until someone breathes too close.',
  ],
  [
    'Still, a patient hand can learn more from small errors than from big answers.',
    'Still, small errors tell us more than big answers ever could.',
    'Even so, a patient hand can tell us where the floor is uneven.',
    'Even so, small errors can learn to hide where the light is poor.',
  ],
  [
    'A good counterweight does not shout; it waits below, out of sight, and makes heavy work feel light.',
    'A good counterweight waits below, steady as rain, and makes lifting feel light.',
    'Every counterweight does not shout; it hangs in the dark, steady as rain, and keeps its promise.',
    'Every counterweight hangs in the dark, out of sight, and keeps heavy work honest.',
  ],
  [
    'Bridges use one, cranes use one, and old clocks use one to measure their slow evenings.',
    'Cranes use one, and old lifts borrow another to measure their slow climbs.',
    'Bridges borrow another, and old clocks trust theirs to measure winter by the hour.',
    'Clocks trust theirs, cranes use one, and old lifts rise by the hour.',
  ],
  [
    'Try it yourself: move a coin along the ruler and watch where it settles.',
    'Try it yourself: balance a pencil on your finger and watch where it leans.',
    'Take your time: balance a coin along the ruler and see which way it leans.',
    'Take your time: move a pencil on your finger and see how it settles.',
  ],
];
