"""Knowledge: a version never changes, and a citation finds the very one that was quoted."""

from support.house import ADA, Customer, House, replies

ARTICLE = {
    "id": "zebra-crossing",
    "language": "en",
    "version": 1,
    "title": "How zebras cross",
    "questions": ["How does a zebra cross the road?"],
    "body": "Zebras wait for the light.\n\nThen they cross.",
}


def test_a_citation_stays_true_when_the_article_has_changed(house: House) -> None:
    assert house.client.post("/api/v1/articles", json=ARTICLE).status_code == 201
    view = house.ask(ADA, "How does a zebra cross the road?")
    (source,) = replies(view)[0]["sources"]
    assert source == {"article": "zebra-crossing", "title": "How zebras cross", "version": 1}
    newer = {**ARTICLE, "version": 2, "body": "Zebras never cross."}
    assert house.client.post("/api/v1/articles", json=newer).status_code == 201
    quoted = house.client.get("/api/v1/articles/zebra-crossing/en/1").json()
    assert "wait for the light" in quoted["body"]
    view = house.ask(ADA, "Once more, how does a zebra cross the road?")
    assert replies(view)[-1]["sources"][0]["version"] == 2
    assert replies(view)[-1]["text"].startswith("Zebras never cross.")
    assert len(replies(view)) == 2


def test_a_version_is_published_once(house: House) -> None:
    assert house.client.post("/api/v1/articles", json=ARTICLE).status_code == 201
    again = house.client.post("/api/v1/articles", json={**ARTICLE, "body": "Changed."})
    assert (again.status_code, again.json()["code"]) == (409, "version_exists")
    listed = house.client.get("/api/v1/articles").json()["items"]
    assert [each["body"] for each in listed if each["id"] == "zebra-crossing"] == [ARTICLE["body"]]


def test_an_article_is_given_in_the_customers_language(house: House) -> None:
    german = {
        **ARTICLE,
        "language": "de",
        "title": "Wie Zebras die Straße queren",
        "questions": ["Wie kommt ein Zebra über die Straße?"],
        "body": "Zebras warten auf Grün.",
    }
    for each in (ARTICLE, german):
        assert house.client.post("/api/v1/articles", json=each).status_code == 201
    view = house.ask(ADA, "Guten Tag, wie kommt denn ein Zebra über die Straße?")
    assert replies(view)[0]["text"].startswith("Zebras warten auf Grün.")
    assert "Fassung 1" in replies(view)[0]["text"]


def test_a_withdrawn_article_is_offered_no_more_and_stays_readable(house: House) -> None:
    assert house.client.post("/api/v1/articles", json=ARTICLE).status_code == 201
    view = house.ask(ADA, "How does a zebra cross the road?")
    assert replies(view)[0]["sources"][0]["article"] == "zebra-crossing"
    where = "/api/v1/articles/zebra-crossing/en"
    assert house.client.delete(where).status_code == 204
    assert (house.client.delete(where).status_code, house.client.get(where + "/1").status_code) == (
        404,
        200,
    )
    listed = house.client.get("/api/v1/articles").json()["items"]
    assert "zebra-crossing" not in {each["id"] for each in listed}
    view = house.ask(ADA, "Once more, how does a zebra cross the road?")
    assert replies(view)[-1]["sources"] == []
    robin = house.sign_in("robin")
    assert robin.delete(where).status_code == 403
    robin.close()


def test_nothing_that_a_customer_writes_is_a_command_to_the_search(house: House) -> None:
    texts = (
        '"',
        "a OR b NOT c",
        "wifi* AND (",
        "'; DROP TABLE x; --",
        "& | ! :*",
        "NEAR(a b)",
    )
    for number, text in enumerate(texts):
        view = house.ask(Customer("visitor", f"visitor-{number}"), text)
        assert len(replies(view)) == 1, text
