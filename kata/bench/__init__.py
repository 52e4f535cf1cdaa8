"""What contributors measure: engines, products and networks beside their peers, and a save until its verdict.

May use: race, results, sandbox, course. Only `epoch` needs the peers, and only where they are installed.
Begin with `table`, which `make bench` prints; `latency` stands alone.
"""
