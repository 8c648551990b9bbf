import storm


class ExclaimBolt(storm.BasicBolt):
    def process(self, tup):
        storm.emit([str(tup.values[0]) + "!"])


ExclaimBolt().run()
