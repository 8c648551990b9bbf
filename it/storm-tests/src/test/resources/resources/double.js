const storm = require('./storm');

class Double extends storm.BasicBolt {
  process(tuple, done) {
    this.emit({tuple: [tuple.values[0] * 2], anchorTupleId: tuple.id}, () => done());
  }
}

new Double().run();
