import storm


class Double(storm.BasicBolt):
    def process(self, tup):
        storm.emit([tup.values[0] * 2])


Double().run()
